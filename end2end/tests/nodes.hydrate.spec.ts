import { type Common, common, havePostgres } from "../fixtures/nodes.ts";
import { expect, test } from "../fixtures/journey.ts";
import { watch } from "../fixtures/test.ts";
import { buyHeld, expectStatus, openOrder, signIn } from "../fixtures/shopping.ts";
import { verify } from "../fixtures/verifying.ts";

let shared: Common;

test.beforeAll(async () => {
  test.skip(!havePostgres, "needs TEST_DATABASE_URL and TEST_POSTGRES_BIN");
  shared = await common();
});

test.afterAll(async () => shared?.stop());

test("a page at one node sees what was done at another, and outlives that one", async ({ browser, freshStore }) => {
  const [here, there] = [await freshStore(shared.env), await freshStore(shared.env)];
  const contexts = [await browser.newContext({ baseURL: here.url }), await browser.newContext({ baseURL: there.url })];
  const problems = contexts.map(watch);
  const [buyer, watcher] = [await contexts[0].newPage(), await contexts[1].newPage()];
  try {
    await signIn(buyer, "unverified buyer");
    await buyHeld(buyer, "+1 416 555 0177", "Canada");
    await signIn(watcher, "unverified buyer");
    await openOrder(watcher, "+1 416 555 0177");
    await expectStatus(watcher, "Held: identity needed");

    await buyer.getByRole("button", { name: "Start verification" }).click();
    await verify(buyer);
    await expect(buyer.getByRole("heading", { name: /^(Checking your identity|Identity verified)$/ })).toBeVisible();
    await here.stop();
    await expectStatus(watcher, "Purchased");
    expect(problems[1], "errors in the watcher's console").toEqual([]);
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
  }
});
