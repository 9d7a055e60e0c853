import type { Page, Request } from "@playwright/test";
import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, expectStatus, open, openOrder, signIn } from "../fixtures/shopping.ts";
import { expectResult, verify } from "../fixtures/verifying.ts";

/** As many tabs as a browser has connections to one server over HTTP/1.1, and one more. */
const tabs = 7;

test("seven tabs share one stream, and each sees what happens", async ({ page, context }) => {
  await signIn(page, "unverified buyer");
  const leader: Page[] = [];
  const isStream = (request: Request) => new URL(request.url()).pathname === "/events";
  context.on("request", (request) => {
    if (isStream(request)) leader.push(request.frame().page());
  });
  await buyHeld(page, "+1 212 555 2677");
  await page.getByRole("button", { name: "Not now" }).click();
  await openOrder(page, "+1 212 555 2677");
  await expectStatus(page, "Held: identity needed");
  const others = [];
  for (let opened = 1; opened < tabs; opened++) {
    const other = await context.newPage();
    await open(other, page.url());
    await expectStatus(other, "Held: identity needed");
    others.push(other);
  }
  expect(new Set(leader), "tabs that opened a stream").toEqual(new Set([page]));

  // The tab that holds the stream goes on to another page of its own; the others must go on hearing.
  await open(page, "/verify");
  await verify(page);
  await expectResult(page, "Identity verified");
  for (const other of others) await expectStatus(other, "Purchased");

  // And when that tab closes, yet another takes the stream over.
  const heirs = others.filter((other) => !leader.includes(other));
  const taken = context.waitForEvent("request", isStream);
  await leader.at(-1)!.close();
  expect(heirs).toContain((await taken).frame().page());
});
