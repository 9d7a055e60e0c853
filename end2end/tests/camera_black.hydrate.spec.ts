import { withFilm } from "../fixtures/film.ts";
import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { fileInput, startVerification } from "../fixtures/verifying.ts";

test.use(withFilm("black"));

test("a camera that shows nothing is told, with the same ways out", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await startVerification(page);
  await page.getByRole("button", { name: "Take the front with the camera" }).click();
  await expect(page.getByText("The camera shows nothing.")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await page.getByRole("button", { name: "Upload instead" }).click();
  await expect(fileInput(page, "Front of ID")).toBeFocused();
});
