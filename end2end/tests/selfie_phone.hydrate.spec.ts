import { poses, withFilm } from "../fixtures/film.ts";
import { takePoses } from "../fixtures/face.ts";
import { connectPhone } from "../fixtures/handoff.ts";
import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, orderRow, signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, startVerification, uploadId } from "../fixtures/verifying.ts";

test.use({ ...withFilm(...poses), settings: { PLUSONE_SELFIE_POSES: "3" } });

test("three poses are taken by a phone's camera, and the purchase completes on the computer", async ({ page, browser }) => {
  test.slow();
  const number = "+1 202 555 0123";
  await signIn(page, "unverified buyer");
  await buyHeld(page, number);
  await startVerification(page);
  const phone = await connectPhone(page, browser);
  await uploadId(phone.page);
  await consent(phone.page);
  await phone.page.getByRole("button", { name: "Start camera" }).click();
  await takePoses(phone.page, "phone selfie");
  await expectResult(phone.page, "Identity verified");
  await expectResult(page, "Identity verified");
  await expect(orderRow(page, "Your orders", number)).toContainText("Purchased", { timeout: 20_000 });
  await phone.close();
});
