import { askForCamera } from "../fixtures/camera.ts";
import { takePoses } from "../fixtures/face.ts";
import { poses, withFilm } from "../fixtures/film.ts";
import { expect, test } from "../fixtures/journey.ts";
import { orderRow } from "../fixtures/shopping.ts";
import { expectResult } from "../fixtures/verifying.ts";

test.use({ ...withFilm(...poses), settings: { PLUSONE_SELFIE_POSES: "3" } });

test("three poses are taken one after the other, and the purchase completes", async ({ page }) => {
  test.slow();
  const number = "+1 202 555 0123";
  await askForCamera(page, number);
  await takePoses(page, "selfie");
  await expectResult(page, "Identity verified");
  await expect(orderRow(page, "Your orders", number)).toContainText("Purchased", { timeout: 20_000 });
});
