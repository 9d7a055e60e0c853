import { expect, test } from "../fixtures/journey.ts";
import { ledger, ownAccount, purchases } from "../fixtures/ledger.ts";
import { buyAtOnce, find, open, orderRow, search, signIn } from "../fixtures/shopping.ts";
import { heading } from "../fixtures/verifying.ts";

test("a verified buyer buys at once", async ({ page, shop }) => {
  await signIn(page, "verified buyer");
  await buyAtOnce(page, "+1 212 555 2677");
  await buyAtOnce(page, "+1 202 555 0123");
  await open(page, "/orders");
  await expect(orderRow(page, "Your orders", "+1 202 555 0123")).toContainText("Purchased");
  // Newest first.
  const orders = page.getByRole("list", { name: "Your orders" }).getByRole("link");
  await expect(orders).toContainText(["+1 202 555 0123", "+1 212 555 2677"]);
  expect(await purchases(shop, "+1 202 555 0123")).toMatchObject([{ event: "twilio.bought" }]);
});

test("an own-carrier buyer is never asked, and buys with its own account", async ({ page, shop }) => {
  await signIn(page, "own-carrier buyer");
  await buyAtOnce(page, "+1 415 555 0123");
  expect(await purchases(shop, "+1 415 555 0123")).toMatchObject([{ event: "twilio.bought", account: ownAccount }]);
  // Our own stock is not for it.
  await search(page, { digits: "2125552677" });
  await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
  await open(page, "/verify");
  await expect(heading(page, "Nothing to verify")).toBeVisible();
});

test("an unverified buyer buys a Jamaican number at once", async ({ page, shop }) => {
  await signIn(page, "unverified buyer");
  await buyAtOnce(page, "+1 876 555 1234", "Jamaica");
  expect((await ledger(shop)).filter((entry) => entry.event.startsWith("persona"))).toEqual([]);
});

test("a sold number is no longer found", async ({ page }) => {
  await signIn(page, "verified buyer");
  await buyAtOnce(page, "+1 604 555 1500", "Canada");
  await expect(await find(page, "+1 604 555 1500", "Canada")).toBeHidden();
  await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
});
