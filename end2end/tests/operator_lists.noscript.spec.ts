import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { another, typePassword } from "../fixtures/operating.ts";
import { buyAtOnce, buyHeld, open, signIn } from "../fixtures/shopping.ts";
import { expectResult, startVerification, verify } from "../fixtures/verifying.ts";

// A number that is too short to look for is refused.
test.use({ expectedProblem: /status of 422/ });

test("six ways fit one row of a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, "operator");
  for (const path of ["/operator", "/services"]) {
    await open(page, path);
    const ways = page.getByRole("navigation", { name: "Main" }).getByRole("link");
    const edges = await ways.evaluateAll((ways) => ways.map((way) => way.getBoundingClientRect()).map(({ top, right }) => ({ top, right })));
    expect(edges).toHaveLength(6);
    expect(new Set(edges.map(({ top }) => top)).size, "one row").toBe(1);
    expect(edges.at(-1)!.right, "all of it on the screen").toBeLessThanOrEqual(360);
  }
});

test("without script lists are filtered by their address, and an event is looked at again by a plain form", async ({ page, browser, baseURL }) => {
  test.slow();
  const buyer = await another(browser, baseURL);
  await signIn(buyer, "unverified buyer");
  await buyAtOnce(buyer, "+1 876 555 1002", "Jamaica");
  await buyHeld(buyer, "+1 212 555 2677");
  await startVerification(buyer);
  await verify(buyer);
  await expectResult(buyer, "Identity verified");
  await buyer.goto("/help/identity-verification");
  await buyer.getByRole("radio", { name: "No" }).check();
  await buyer.getByRole("textbox", { name: /What was missing/ }).fill("Which pictures?");
  await buyer.getByRole("button", { name: "Send" }).click();

  // Their password is the proof that acting asks for.
  await typePassword(page);
  await open(page, "/operator/orders");
  const orders = page.getByRole("table", { name: "Orders" }).getByRole("rowheader");
  await expect(orders).toHaveCount(2);
  await page.getByRole("textbox", { name: "Phone number" }).fill("+1 876 555");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\/operator\/orders\?.*876/);
  await expect(orders).toHaveCount(1);
  await look(page, "operator orders noscript");
  await page.getByRole("textbox", { name: "Phone number" }).fill("12");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("textbox", { name: "Phone number" }), "what was typed stays").toHaveValue("12");
  await page.getByRole("link", { name: "Clear filters" }).click();
  await orders.first().getByRole("link").click();
  await expect(page.getByRole("table", { name: "Ledger" })).toContainText("+1 212 555 2677");
  await look(page, "operator order noscript");

  await open(page, "/operator/verifications");
  await page.getByRole("table", { name: "Verifications" }).getByRole("link", { name: /^txn_/ }).first().click();
  await page.getByRole("link", { name: /^Redeliver/ }).first().click();
  await page.getByRole("textbox", { name: "Reason" }).fill("Ticket 4711");
  await page.getByRole("button", { name: "Redeliver" }).click();
  await expect(page.getByText("on the queue again")).toBeVisible();
  await expect(page.getByRole("table", { name: "Webhooks" })).toContainText("Ticket 4711");
  await look(page, "operator webhooks noscript");

  await open(page, "/operator/submissions?what=identity");
  await expect(page.getByRole("table", { name: "Submissions" })).toContainText("Identity");
  await look(page, "operator submissions noscript");
  await open(page, "/operator/feedback");
  await expect(page.getByRole("table", { name: "Feedback" })).toContainText("Which pictures?");
  await look(page, "operator feedback noscript");
  await buyer.context().close();
});
