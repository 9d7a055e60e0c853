import { withFilm } from "../fixtures/film.ts";
import { connectPhone } from "../fixtures/handoff.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { picture } from "../fixtures/picture.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { fileInput, heading, startVerification } from "../fixtures/verifying.ts";

test.use(withFilm("upright"));

test("a phone that is held upright takes the card by itself, and the computer hears of it", async ({ page, browser }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await startVerification(page);
  const phone = await connectPhone(page, browser);
  await phone.page.getByRole("radio", { name: "Driver's license", exact: true }).check();
  const box = phone.page.getByRole("checkbox", { name: "Take the photo by itself once your ID is right in the frame" });
  await box.uncheck();
  await phone.page.getByRole("button", { name: "Take the front with the camera" }).click();
  const plate = phone.page.getByRole("region", { name: "Camera for the front" });
  await expect(plate.getByRole("button", { name: "Take photo" })).toBeEnabled();
  const seen = await plate.locator("video").evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight]);
  expect(seen[1], `${seen} is higher than wide`).toBeGreaterThan(seen[0]!);
  await expect(plate.getByText("Good. Take the photo", { exact: true })).toBeVisible({ timeout: 30_000 });
  // All of it is seen at once.
  await expect(plate.locator(".card-guide rect")).toBeInViewport({ ratio: 1 });
  await expect(plate.getByRole("button", { name: "Take photo" })).toBeInViewport({ ratio: 1 });
  await look(phone.page, "phone camera upright live");
  await box.check();
  await expect(plate.getByRole("img", { name: "The picture that you took" })).toBeVisible({ timeout: 30_000 });
  await expect(fileInput(phone.page, "Front of ID")).not.toHaveAccessibleDescription(/dark|blurred|far|outside/);
  await look(phone.page, "phone camera upright");
  await fileInput(phone.page, "Back of ID").setInputFiles(picture("back.png"));
  await phone.page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(heading(phone.page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Front received")).toHaveText(/done/, { timeout: 20_000 });
  await phone.close();
});
