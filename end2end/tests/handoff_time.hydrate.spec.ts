import { Phone, beginHandoff } from "../fixtures/handoff.ts";
import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, open, signIn } from "../fixtures/shopping.ts";
import { startVerification } from "../fixtures/verifying.ts";

test("the computer asks once when the phone's time is over, whatever its clock says", async ({ page, browser }) => {
  test.slow();
  await page.clock.install();
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 415 555 2677");
  await startVerification(page);
  await open(page, "/verify");
  const { link, code } = await beginHandoff(page);
  const phone = await Phone.open(browser, link);
  await phone.enter(code);
  const connected = page.getByText(/^Phone connected/);
  await expect(connected).toBeVisible({ timeout: 30_000 });
  let asked = 0;
  page.on("request", (request) => (asked += request.url().endsWith("/api/show_verification") ? 1 : 0));
  const answered = page.waitForResponse(/show_verification/);
  await page.clock.fastForward("31:00");
  await answered;
  // The server knows better: half an hour is not over.
  await expect(connected).toBeVisible();
  await page.clock.fastForward("05:00");
  await expect(connected).toBeVisible();
  // A request that was on its way would be here before this one's answer.
  await page.evaluate(() => fetch("/healthz"));
  expect(asked).toBe(1);
  await phone.close();
});
