import { askForCamera } from "../fixtures/camera.ts";
import { withFilm } from "../fixtures/film.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { expectResult, fileInput, uploadSelfie } from "../fixtures/verifying.ts";

test.use(withFilm("black"));

test("a covered camera before a face is told as such, and stops nobody", async ({ page }) => {
  test.slow();
  await askForCamera(page, "+1 202 555 0123");
  const plate = page.getByRole("region", { name: "Camera for your selfie" });
  await expect(plate.getByText("The camera shows nothing.")).toBeVisible({ timeout: 20_000 });
  await expect(plate.getByRole("button", { name: "Start camera" })).toBeFocused();
  await expect(plate.getByRole("button", { name: "Take photo" })).toBeDisabled();
  await look(page, "selfie black");
  await plate.getByRole("button", { name: "Upload instead" }).click();
  await expect(fileInput(page, "Upload a selfie")).toBeFocused();
  await uploadSelfie(page);
  await expectResult(page, "Identity verified");
});
