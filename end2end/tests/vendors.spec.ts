import { expect, test } from "../fixtures/journey.ts";
import { ledger, purchases } from "../fixtures/ledger.ts";
import { buy, buyHeld, expectStatus, openOrder, signIn } from "../fixtures/shopping.ts";
import { expectResult, startVerification, verify } from "../fixtures/verifying.ts";

const bought = [{ event: "twilio.bought" }];

test.describe("a webhook that never comes", () => {
  test.use({ settings: { PLUSONE_PERSONA_POLL_AFTER: "2s" } });

  test("costs time, not the sale", async ({ page, shop }) => {
    await signIn(page, "unverified buyer");
    await buyHeld(page, "+1 202 555 0124");
    await startVerification(page);
    await verify(page, { front: "lost.jpg" });
    await expectResult(page, "Identity verified");
    await openOrder(page, "+1 202 555 0124");
    await expectStatus(page, "Purchased");
    expect(await purchases(shop, "+1 202 555 0124")).toMatchObject(bought);
    expect((await ledger(shop)).filter((entry) => entry.event.startsWith("webhook"))).toEqual([]);
  });
});

test("a webhook that comes three times buys once", async ({ page, shop }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 0125");
  await startVerification(page);
  await verify(page, { front: "twice.jpg" });
  await expectResult(page, "Identity verified");
  await openOrder(page, "+1 202 555 0125");
  await expectStatus(page, "Purchased");
  const delivered = async () => (await ledger(shop)).filter((entry) => entry.event === "webhook.delivered").length;
  await expect.poll(delivered, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
  expect(await purchases(shop, "+1 202 555 0125")).toMatchObject(bought);
});

test("a webhook that comes late is waited for", async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 0126");
  await startVerification(page);
  await verify(page, { front: "late.jpg" });
  await expectResult(page, "Checking your identity");
  await expectResult(page, "Identity verified", 45_000);
});

test.describe("at the carrier", () => {
  test.beforeEach(async ({ page }) => {
    test.slow();
    await signIn(page, "verified buyer");
  });

  test("an answer that is lost buys once", async ({ page, shop }) => {
    await buy(page, "+1 415 555 0003");
    await expectStatus(page, "Purchased", 45_000);
    expect(await purchases(shop, "+1 415 555 0003")).toMatchObject(bought);
  });

  test("a number that somebody else took is told", async ({ page, shop }) => {
    await buy(page, "+1 415 555 0001");
    await expectStatus(page, "Number no longer available");
    expect(await purchases(shop, "+1 415 555 0001")).toEqual([]);
    await page.getByRole("link", { name: "Find a similar number" }).click();
    await expect(page.getByRole("textbox", { name: "Area code" })).toHaveValue("415");
  });

  test("too many requests are waited out", async ({ page, shop }) => {
    await buy(page, "+1 415 555 0002");
    await expectStatus(page, "Purchased", 60_000);
    expect(await purchases(shop, "+1 415 555 0002")).toMatchObject(bought);
  });

  test("a number that cannot be had fails without a charge", async ({ page, shop }) => {
    await buy(page, "+1 415 555 0004");
    await expectStatus(page, "Failed", 75_000);
    await expect(page.getByText("You are not charged.")).toBeVisible();
    expect(await purchases(shop, "+1 415 555 0004")).toEqual([]);
  });

  test("a number that a second request would rewrite is requested once", async ({ page, shop }) => {
    await buy(page, "+1 415 555 0005");
    await expectStatus(page, "Purchased");
    expect(await purchases(shop, "+1 415 555 0005")).toMatchObject(bought);
  });
});
