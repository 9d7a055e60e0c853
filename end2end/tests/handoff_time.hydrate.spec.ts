import { connectPhone } from "../fixtures/handoff.ts";
import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, open, signIn } from "../fixtures/shopping.ts";
import { startVerification } from "../fixtures/verifying.ts";

test("the computer asks when the phone's time is over, and believes the server's clock", async ({ page, browser }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 415 555 2677");
  await startVerification(page);
  await page.clock.install();
  await open(page, "/verify");
  const phone = await connectPhone(page, browser);
  const connected = page.getByText(/^Phone connected/);
  await expect(connected).toBeVisible({ timeout: 30_000 });
  const answered = page.waitForResponse(/show_verification/);
  await page.clock.fastForward("31:00");
  await answered;
  // The server knows better: half an hour is not over.
  await expect(connected).toBeVisible();
  await phone.close();
});
