import type { Page } from "@playwright/test";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { addPasskey, another, typePassword } from "../fixtures/operating.ts";
import { buyAtOnce, buyHeld, open, signIn } from "../fixtures/shopping.ts";
import { expectResult, startVerification, verify } from "../fixtures/verifying.ts";

test.use({ host: "localhost", settings: { PLUSONE_OPERATOR_PASSKEYS: "required" } });

/** Signs the operator in, who adds a passkey first. */
async function enterAsOperator(page: Page): Promise<void> {
  await typePassword(page);
  await page.goto("/operator/orders");
  await expect(page, "nobody passes the door").toHaveURL(/\/sign-in\/passkey/);
  await addPasskey(page);
}

const rows = (page: Page, table: string) => page.getByRole("table", { name: table }).getByRole("rowheader");

test("an operator sees everybody's orders as they change, and has an event looked at again", async ({ page, browser, baseURL }) => {
  test.setTimeout(240_000);
  const buyer = await another(browser, baseURL);
  await signIn(buyer, "unverified buyer");
  await expect(buyer.getByRole("banner").getByRole("link", { name: "Desk" }), "customers have no such way").toHaveCount(0);
  await buyAtOnce(buyer, "+1 876 555 1002", "Jamaica");

  await enterAsOperator(page);
  await page.getByRole("banner").getByRole("link", { name: "Desk" }).waitFor();
  await open(page, "/operator/orders");
  await expect(rows(page, "Orders")).toHaveCount(1);
  await expect(page.getByRole("table", { name: "Orders" })).toContainText("unverified@demo.test");

  // A purchase appears by itself.
  await buyHeld(buyer, "+1 212 555 2677");
  await expect(rows(page, "Orders")).toHaveCount(2);
  await expect(page.getByRole("table", { name: "Orders" })).toContainText("Held: identity needed");
  await look(page, "operator orders");

  // Filters are an address, and follow it.
  await page.getByRole("combobox", { name: "State" }).selectOption("Held");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\/operator\/orders\?state=held$/);
  await expect(rows(page, "Orders")).toHaveCount(1);
  await page.goBack();
  await expect(rows(page, "Orders")).toHaveCount(2);
  await expect(page.getByRole("combobox", { name: "State" })).toHaveValue("");
  await page.getByRole("textbox", { name: "Phone number" }).fill("+1 876 555");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(rows(page, "Orders")).toHaveCount(1);
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(rows(page, "Orders")).toHaveCount(2);

  // One order, which follows what happens to it.
  await rows(page, "Orders").first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: /^Order PO-/ })).toBeVisible();
  await expect(page.getByText("Held: identity needed")).toBeVisible();
  await startVerification(buyer);
  await verify(buyer);
  await expectResult(buyer, "Identity verified");
  await expect(page.getByText("Purchased", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("table", { name: "Ledger" })).toContainText("+1 212 555 2677");
  await expect(page.getByRole("table", { name: "Audit trail" })).toContainText("unverified@demo.test");
  await awake(page);
  await look(page, "operator order");

  // The identity, by the vendor's name, and the events about it.
  await page.getByRole("navigation", { name: "Operator's desk" }).getByRole("link", { name: "Verifications" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Verifications" })).toBeVisible();
  const table = page.getByRole("table", { name: "Verifications" });
  await expect(table).toContainText("Approved");
  await expect(page.locator("main img")).toHaveCount(0);
  await look(page, "operator verifications");
  await table.getByRole("link", { name: /^(txn|inq)_/ }).first().click();
  await expect(page).toHaveURL(/\/operator\/webhooks\?about=/);
  await expect(page.getByRole("table", { name: "Webhooks" })).toContainText("Processed");
  await look(page, "operator webhooks");

  await page.getByRole("link", { name: /^Redeliver/ }).first().click();
  await expect(page.getByRole("heading", { name: "Redeliver this event?" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await look(page, "operator redeliver");
  await page.getByRole("textbox", { name: "Reason" }).fill("Ticket 4711");
  await page.getByRole("button", { name: "Redeliver" }).click();
  await expect(page.getByText("on the queue again")).toBeVisible();
  await expect(page.getByRole("table", { name: "Webhooks" })).toContainText("Redelivered by operator@demo.test");
  await expect(page.getByRole("table", { name: "Webhooks" })).toContainText("Ticket 4711");

  await open(page, "/operator/submissions?what=identity");
  await expect(page.getByRole("table", { name: "Submissions" })).toContainText("Identity");
  await look(page, "operator submissions");
  await buyer.context().close();
});

test("older orders are a page away, and so are newer ones", async ({ page, browser, baseURL }) => {
  test.setTimeout(240_000);
  const buyer = await another(browser, baseURL);
  await signIn(buyer, "verified buyer");
  // Bought past the pages, for the want of a whole page of them.
  const post = (door: string, form: Record<string, string>) => buyer.request.post(`/api/${door}`, { form, headers: { origin: new URL(baseURL!).origin } });
  const search = await post("search_numbers", { country: "JM", type: "local", more: "5" });
  const { offers } = (await search.json()) as { offers: { number: string; monthly: number }[] };
  expect(offers.length, "numbers to buy").toBeGreaterThanOrEqual(51);
  for (const [nth, offer] of offers.slice(0, 51).entries()) {
    const form = { number: offer.number, price_cents: String(offer.monthly), request_id: `paging-${nth}`, if_gone: "ask" };
    expect((await post("buy_number", form)).status()).toBe(200);
  }
  await enterAsOperator(page);
  await open(page, "/operator/orders");
  await expect(rows(page, "Orders")).toHaveCount(50);
  const first = await rows(page, "Orders").first().innerText();
  const pages = page.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: "Older" }).click();
  await expect(rows(page, "Orders")).toHaveCount(1);
  await pages.getByRole("link", { name: "Newer" }).click();
  await expect(rows(page, "Orders")).toHaveCount(50);
  await expect(rows(page, "Orders").first()).toHaveText(first);
  await buyer.context().close();
});

test("what readers said of the help is read by operators", async ({ page, browser, baseURL }) => {
  const reader = await another(browser, baseURL);
  await reader.goto("/help/identity-verification");
  await awake(reader);
  const section = reader.getByRole("region", { name: "Was this helpful?" });
  await section.getByRole("radio", { name: "No" }).check();
  await section.getByRole("textbox", { name: /What was missing/ }).fill("Which pictures?");
  await section.getByRole("button", { name: "Send" }).click();
  await expect(section.getByRole("status")).toContainText("Thank you");
  await enterAsOperator(page);
  await open(page, "/operator/feedback");
  await expect(page.getByRole("table", { name: "Feedback" })).toContainText("Which pictures?");
  await look(page, "operator feedback");
  await reader.context().close();
});
