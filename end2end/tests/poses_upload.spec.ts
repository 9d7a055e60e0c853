import type { Page } from "@playwright/test";
import { scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { type Picture, picture, tinyPicture } from "../fixtures/picture.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, fileInput, startVerification, uploadId } from "../fixtures/verifying.ts";

test.use({ settings: { PLUSONE_SELFIE_POSES: "3" } });

test("three poses can be uploaded", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 0123");
  await startVerification(page);
  await uploadId(page);
  await chooseAll(page, picture("left.png"));
  await look(page, "selfie three poses");
  await page.getByRole("button", { name: "Use photo" }).click();
  await expectResult(page, "Identity verified");
});

test.describe("a pose that is refused", () => {
  test.use({ expectedProblem: /status of 422/ });

  test("is come back to, and taken again", async ({ page }) => {
    await signIn(page, "unverified buyer");
    await buyHeld(page, "+1 202 555 0123");
    await startVerification(page);
    await uploadId(page);
    await chooseAll(page, tinyPicture("left.png"));
    await page.getByRole("button", { name: "Use photo" }).click();
    await expect(page.getByRole("alert")).toContainText("Selfie");
    if (scripted()) {
      await expect(page.getByText("Picture 2 of 3: turn your head to your left")).toBeVisible();
      await look(page, "selfie pose refused");
      await fileInput(page, "Upload a selfie turned to your left").setInputFiles(picture("left.png"));
    } else {
      await chooseAll(page, picture("left.png"));
    }
    await page.getByRole("button", { name: "Use photo" }).click();
    await expectResult(page, "Identity verified");
  });
});

/** Consent, and a picture a pose. */
async function chooseAll(page: Page, left: Picture): Promise<void> {
  await consent(page);
  await fileInput(page, "Upload a selfie").setInputFiles(picture("selfie.png"));
  await fileInput(page, "Upload a selfie turned to your left").setInputFiles(left);
  await fileInput(page, "Upload a selfie turned to your right").setInputFiles(picture("right.png"));
}
