import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, expectStatus, openOrder, orderRow, signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, startVerification, takeSelfie, uploadId, uploadSelfie } from "../fixtures/verifying.ts";

test.beforeEach(async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 0123");
  await startVerification(page);
  await uploadId(page);
});

test("a selfie by camera, and the order completes before the buyer's eyes", async ({ page }) => {
  await takeSelfie(page);
  const loads: string[] = [];
  page.on("request", (request) => request.isNavigationRequest() && loads.push(request.url()));
  await page.getByRole("button", { name: "Use photo" }).click();
  await expect(page.getByRole("heading", { name: "Checking your identity" })).toBeVisible();
  await expectResult(page, "Identity verified");
  await expect(orderRow(page, "Your orders", "+1 202 555 0123")).toContainText("Purchased", { timeout: 20_000 });
  expect(loads, "pages loaded meanwhile").toEqual([]);
});

test("the photo can be taken again", async ({ page }) => {
  await takeSelfie(page);
  await page.getByRole("button", { name: "Retake" }).click();
  await page.getByRole("button", { name: "Take photo" }).click();
  await expect(page.getByRole("img", { name: "Your selfie" })).toBeVisible();
  await page.getByRole("button", { name: "Use photo" }).click();
  await expectResult(page, "Identity verified");
});

test("without consent the camera stays off", async ({ page }) => {
  await page.getByRole("button", { name: "Start camera" }).click();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeDisabled();
  await expect(page.getByRole("checkbox", { name: "I agree to the use of my biometric data" })).toBeFocused();
});

test("reloading with the camera on turns it off and loses nothing", async ({ page }) => {
  await consent(page);
  await page.getByRole("button", { name: "Start camera" }).click();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await page.reload();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeDisabled();
  await uploadSelfie(page);
  await expectResult(page, "Identity verified");
  await openOrder(page, "+1 202 555 0123");
  await expectStatus(page, "Purchased");
});
