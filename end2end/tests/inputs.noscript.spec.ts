import { expect, test } from "../fixtures/journey.ts";
import { picture, tinyPicture } from "../fixtures/picture.ts";
import { buyHeld, open, signIn } from "../fixtures/shopping.ts";
import { fileInput, heading } from "../fixtures/verifying.ts";

test("a plain form, too, sends only the side that is missing", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await open(page, "/verify");
  await page.getByRole("radio", { name: "Driver's license", exact: true }).check();
  await fileInput(page, "Front of ID").setInputFiles(picture("front.png"));
  await fileInput(page, "Back of ID").setInputFiles(tinyPicture("back.png"));
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByText("The file is too small to be a photo.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Driver's license", exact: true })).toBeChecked();
  await expect(fileInput(page, "Front of ID")).toHaveAccessibleDescription(/Received\./);
  await fileInput(page, "Back of ID").setInputFiles(picture("back.png"));
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(heading(page, "Take a selfie")).toBeVisible();
});
