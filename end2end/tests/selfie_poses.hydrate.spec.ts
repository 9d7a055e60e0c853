import { askForCamera } from "../fixtures/camera.ts";
import { withFilm } from "../fixtures/film.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import type { Scene } from "../fixtures/specimen.ts";
import { orderRow } from "../fixtures/shopping.ts";
import { expectResult } from "../fixtures/verifying.ts";

// Ahead for long enough to be taken, then each side for as long.
const seconds = (scene: Scene, count: number): Scene[] => Array<Scene>(count).fill(scene);
const film = [...seconds("face", 6), ...seconds("turned_left", 5), ...seconds("face", 2), ...seconds("turned_right", 5)];

test.use({ ...withFilm(...film), settings: { PLUSONE_SELFIE_POSES: "3" } });

test("three poses are taken one after the other, and the purchase completes", async ({ page }) => {
  test.slow();
  const number = "+1 202 555 0123";
  await askForCamera(page, number);
  const shot = page.getByRole("img", { name: "Your selfie" });
  const use = page.getByRole("button", { name: "Use photo" });
  await expect(page.getByText("Picture 1 of 3: look straight ahead")).toBeVisible();
  for (const next of ["Picture 2 of 3: turn your head to your left", "Picture 3 of 3: turn your head to your right"]) {
    await expect(shot).toBeVisible({ timeout: 45_000 });
    await use.click();
    await expect(page.getByText(next)).toBeVisible();
    await look(page, `selfie ${next.slice(0, 9)}`);
  }
  await expect(shot).toBeVisible({ timeout: 45_000 });
  await use.click();
  await expectResult(page, "Identity verified");
  await expect(orderRow(page, "Your orders", number)).toContainText("Purchased", { timeout: 20_000 });
});
