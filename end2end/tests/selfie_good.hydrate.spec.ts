import { looksAt, withFilm } from "../fixtures/film.ts";
import { expect, test } from "../fixtures/journey.ts";
import { tabTo } from "../fixtures/keyboard.ts";
import { look } from "../fixtures/look.ts";
import { buyHeld, orderRow, signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, startVerification, uploadId } from "../fixtures/verifying.ts";

const number = "+1 202 555 0123";

test.use(withFilm("face"));
test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, number);
  await startVerification(page);
  await uploadId(page);
});

test("a good face is told so, counted down and taken by itself, and the purchase completes", async ({ page }) => {
  await consent(page);
  await page.getByRole("button", { name: "Start camera" }).click();
  const shot = page.getByRole("img", { name: "Your selfie" });
  await expect(shot).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Use photo" })).toBeFocused();
  await look(page, "selfie taken by itself");
  await page.getByRole("button", { name: "Retake" }).click();
  await expect(shot).toBeHidden();
  await expect(shot).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Use photo" }).click();
  await expectResult(page, "Identity verified");
  await expect(orderRow(page, "Your orders", number)).toContainText("Purchased", { timeout: 20_000 });
});

test("the keyboard alone takes it, by hand", async ({ page }) => {
  await tabTo(page, page.getByRole("checkbox", { name: "I agree to the use of my biometric data" }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Start camera" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Take photo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: "Your selfie" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Use photo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectResult(page, "Identity verified");
});

test("whoever wants to take it themselves stops the counting", async ({ page }) => {
  await consent(page);
  await page.getByRole("checkbox", { name: "Take the photo by itself once your face is right" }).uncheck();
  await page.getByRole("button", { name: "Start camera" }).click();
  await expect(page.getByText("Good. Take the photo", { exact: true })).toBeVisible({ timeout: 30_000 });
  // It would have been taken in three seconds, of ten frames each.
  await looksAt(page, 40);
  await expect(page.getByRole("img", { name: "Your selfie" })).toBeHidden();
  await page.getByRole("button", { name: "Take photo" }).click();
  await expect(page.getByRole("img", { name: "Your selfie" })).toBeVisible();
});

test("without the model of faces there are no hints, and the camera works", async ({ page }) => {
  await page.context().route("**/pkg/faces*", (route) => route.abort());
  await consent(page);
  await page.getByRole("button", { name: "Start camera" }).click();
  await expect(page.getByText("No hints here")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Take photo" }).click();
  await expect(page.getByRole("img", { name: "Your selfie" })).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Use photo" }).click();
  await expectResult(page, "Identity verified");
});
