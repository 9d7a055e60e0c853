import { awake } from "../fixtures/awake.ts";
import { looksAt, withFilm } from "../fixtures/film.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { consent, startVerification, uploadId } from "../fixtures/verifying.ts";

test.use(withFilm("sharp"));

test("whoever wants to take it themselves is asked once, for their ID and their face", async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await startVerification(page);
  const box = page.getByRole("checkbox", { name: "Take the photo by itself once your ID is right in the frame" });
  await expect(box).toBeChecked();
  await box.uncheck();
  await page.getByRole("button", { name: "Take the front with the camera" }).click();
  const plate = page.getByRole("region", { name: "Camera for the front" });
  const shot = plate.getByRole("img", { name: "The picture that you took" });
  await expect(plate.getByText("Good. Take the photo", { exact: true })).toBeVisible({ timeout: 30_000 });
  // On a low screen, too, all of it is seen at once.
  await expect(plate.locator(".card-guide rect")).toBeInViewport({ ratio: 1 });
  await expect(plate.getByRole("button", { name: "Take photo" })).toBeInViewport({ ratio: 1 });
  // Five good frames in a row would have done.
  await looksAt(page, 15);
  await expect(shot).toBeHidden();
  await look(page, "document camera by hand");
  await plate.getByRole("button", { name: "Take photo" }).click();
  await expect(shot).toBeVisible({ timeout: 20_000 });

  await page.reload();
  await awake(page);
  await expect(box).not.toBeChecked();
  await uploadId(page);
  await consent(page);
  const again = page.getByRole("checkbox", { name: "Take the photo by itself once your face is right" });
  await expect(again).not.toBeChecked();
  await again.check();
  await page.reload();
  await awake(page);
  await expect(again).toBeChecked();
});
