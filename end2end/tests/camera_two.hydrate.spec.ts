import { withArgument } from "../fixtures/browser.ts";
import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { startVerification } from "../fixtures/verifying.ts";

test.use(withArgument("--use-fake-device-for-media-stream", "--use-fake-device-for-media-stream=device-count=2"));

test("of several cameras one is chosen, and remembered", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await startVerification(page);
  const start = page.getByRole("button", { name: "Take the front with the camera" });
  await start.click();
  const which = page.getByRole("combobox", { name: "Which camera" });
  await expect(which.getByRole("option")).toHaveText(["fake_device_0", "fake_device_1"]);
  const other = (await which.locator("option:checked").textContent()) === "fake_device_0" ? "fake_device_1" : "fake_device_0";
  await which.selectOption(other);
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await expect(which.locator("option:checked")).toHaveText(other);
  await page.reload();
  await start.click();
  await expect(which.locator("option:checked")).toHaveText(other);
});
