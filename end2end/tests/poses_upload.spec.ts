import { test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { picture } from "../fixtures/picture.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, fileInput, startVerification, uploadId } from "../fixtures/verifying.ts";

test.use({ settings: { PLUSONE_SELFIE_POSES: "3" } });

test("three poses can be uploaded", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 0123");
  await startVerification(page);
  await uploadId(page);
  await consent(page);
  for (const name of ["Upload a selfie", "Upload a selfie turned to your left", "Upload a selfie turned to your right"]) {
    await fileInput(page, name).setInputFiles(picture("selfie.png"));
  }
  await look(page, "selfie three poses");
  await page.getByRole("button", { name: "Use photo" }).click();
  await expectResult(page, "Identity verified");
});
