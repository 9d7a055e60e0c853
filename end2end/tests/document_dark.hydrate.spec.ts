import { withFilm } from "../fixtures/film.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { fileInput, startVerification } from "../fixtures/verifying.ts";

test.use(withFilm("dark"));

test("a dark room is told in one word, takes nothing by itself, and stops nobody", async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await startVerification(page);
  await page.getByRole("button", { name: "Take the front with the camera" }).click();
  await expect(page.getByText("More light")).toBeVisible({ timeout: 15_000 });
  // Said to who does not see it, in a sentence.
  await expect(page.locator(".plate [aria-live]:not(.say)").first()).toHaveText("It is too dark. Turn on a light.");
  await look(page, "document camera live");
  await expect(page.getByRole("img", { name: "The picture that you took" })).toBeHidden();
  await page.getByRole("button", { name: "Take photo" }).click();
  await expect(page.getByRole("img", { name: "The picture that you took" })).toBeVisible();
  await expect(fileInput(page, "Front of ID")).toHaveAccessibleDescription(/It is too dark/);
});
