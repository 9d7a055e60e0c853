import { withFilm } from "../fixtures/film.ts";
import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { startVerification } from "../fixtures/verifying.ts";

// Each a second long, so that what is to be done changes every second.
test.use(withFilm("dark", "far"));

test("hints that change all the time are shown as they come, and spoken no more often than they can be heard", async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await startVerification(page);
  await page.getByRole("button", { name: "Take the front with the camera" }).click();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await page.evaluate(() => {
    const changes = { shown: [] as number[], spoken: [] as number[] };
    const note = (selector: string, to: number[]) => {
      const told = document.querySelector(`[data-subject="front"] ${selector}`)!;
      const heard = new MutationObserver(() => to.push(performance.now()));
      heard.observe(told, { childList: true, characterData: true, subtree: true });
    };
    note(".say[aria-hidden]", changes.shown);
    note("[aria-live]", changes.spoken);
    Object.assign(window, { changes });
  });
  const changes = () => page.evaluate(() => (window as unknown as { changes: Record<"shown" | "spoken", number[]> }).changes);
  await expect.poll(async () => (await changes()).spoken.length, { timeout: 60_000 }).toBeGreaterThan(3);
  const { shown, spoken } = await changes();
  expect(shown.length).toBeGreaterThan(spoken.length);
  const apart = spoken.slice(1).map((at, nth) => Math.round(at - spoken[nth]!));
  expect(Math.min(...apart), `milliseconds from one to the next: ${apart}`).toBeGreaterThan(1_000);
});
