import { withArgument } from "../fixtures/browser.ts";
import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, orderRow, signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, startVerification, uploadId, uploadSelfie } from "../fixtures/verifying.ts";

test.use(withArgument("--use-fake-device-for-media-stream", "--use-fake-device-for-media-stream=device-count=0"));

test("a camera that is missing does not stop the buyer", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 0123");
  await startVerification(page);
  await uploadId(page);
  await consent(page);
  await page.getByRole("button", { name: "Start camera" }).click();
  await expect(page.getByText("No camera was found.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start camera" })).toBeEnabled();
  await uploadSelfie(page);
  await expectResult(page, "Identity verified");
  await expect(orderRow(page, "Your orders", "+1 202 555 0123")).toContainText("Purchased", { timeout: 20_000 });
});
