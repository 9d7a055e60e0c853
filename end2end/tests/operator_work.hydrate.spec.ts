import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { addPasskey, another, typePassword, underReview } from "../fixtures/operating.ts";
import { buyAtOnce, buyHeld, expectStatus, gate, open, openOrder, signIn } from "../fixtures/shopping.ts";
import { expectResult, startVerification, verify } from "../fixtures/verifying.ts";

test.use({ host: "localhost", settings: { PLUSONE_OPERATOR_PASSKEYS: "required" } });

const number = "+1 212 555 2677";
const why = "Spoke to her on the phone.\nHer passport is right.";

/** Signs an operator in, who adds their passkey. */
async function operate(page: Page): Promise<void> {
  await typePassword(page);
  await addPasskey(page);
}

/** Opens a form, gives the reason, and sends it. */
async function act(page: Page, button: string | RegExp, fields: Record<string, string> = {}): Promise<void> {
  const form = page.getByRole("group").filter({ hasText: button }).first();
  await form.locator("summary").click();
  for (const [name, value] of Object.entries(fields)) await form.getByLabel(name).fill(value);
  await form.getByRole("textbox", { name: "Reason" }).fill(why);
  await form.getByRole("button").click();
}

/** Opens an account by the first row of the queue. */
async function openCase(page: Page): Promise<void> {
  await open(page, "/operator");
  await page.getByRole("region", { name: /Identities under review/ }).getByRole("link", { name: /Look at it/ }).click();
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
}

test("a person decides a case under review, and the held order completes", async ({ page, browser, baseURL }) => {
  test.slow();
  const buyer = await another(browser, baseURL);
  await underReview(buyer, number);

  await operate(page);
  await open(page, "/operator");
  await expect(page.getByRole("region", { name: /Identities under review/ })).toContainText("Northwind");
  await look(page, "operator queue");
  await openCase(page);
  await expect(page.getByRole("region", { name: "Open orders" })).toContainText(number);
  await page.locator("summary").filter({ hasText: "Approve" }).click();
  await look(page, "operator account");
  await page.locator("summary").filter({ hasText: "Approve" }).click();
  await act(page, "Approve");
  await expect(page.getByText("Decided. Whatever was held has gone on.")).toBeVisible();
  await expect(page.getByRole("region", { name: "What operators did" })).toContainText("Her passport is right.");
  await expect(page.getByRole("region", { name: "Identity" })).toContainText("Verified since");
  await look(page, "operator account decided");
  await expectResult(buyer, "Identity verified");
  await openOrder(buyer, number);
  await expectStatus(buyer, "Purchased");

  await act(page, "Revoke approval");
  await expect(page.getByText("The approval was taken back. What is bought stays.")).toBeVisible();
  await buyHeld(buyer, "+1 212 555 2678");
  await open(page, "/operator");
  await expect(page.getByText("Nothing needs you")).toBeVisible();
  await look(page, "operator queue empty");
});

test("whoever was refused for good gets their attempts back", async ({ page, browser, baseURL }) => {
  test.slow();
  const buyer = await another(browser, baseURL);
  await underReview(buyer, number);
  await operate(page);
  await openCase(page);
  await act(page, "Decline");
  await expect(page.getByText("Decided. Whatever was held has gone on.")).toBeVisible();
  await expectResult(buyer, "We could not verify you");
  await act(page, "Reset attempts");
  await expect(page.getByText("The attempts were given back.")).toBeVisible();
  await buyHeld(buyer, number);
  await startVerification(buyer);
  await verify(buyer);
  await expectResult(buyer, "Identity verified");
});

test.describe("a rule", () => {
  test.use({ expectedProblem: /status of 422/ });

  test("is changed, and what a buyer sees follows", async ({ page, browser, baseURL }) => {
    test.slow();
    const buyer = await another(browser, baseURL);
    await signIn(buyer, "unverified buyer");
    await open(buyer, "/help/identity-verification");
    await expect(buyer.getByRole("main")).toContainText("Canada");
    await operate(page);
    await open(page, "/operator/rules");
    await page.locator("summary").filter({ hasText: "Change Regulated regions" }).click();
    await look(page, "operator rules");
    await page.locator("summary").filter({ hasText: "Change Regulated regions" }).click();
    await act(page, "Change Regulated regions", { "Countries, such as US,CA,PR": "US,GB" });
    await expect(page.getByRole("alert")).toBeVisible();
    await page.getByLabel("Countries, such as US,CA,PR").fill("US,PR");
    await page.getByRole("listitem").filter({ hasText: "Regulated regions" }).getByRole("button", { name: "Change" }).click();
    await expect(page.getByText("The rule was changed, and counts now.")).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "Regulated regions" })).toContainText("operator@demo.test");
    await look(page, "operator rules changed");
    await buyAtOnce(buyer, "+1 416 555 2677", "Canada");
    await act(page, "Back to the setting");
    await expect(page.getByText("The setting counts again.")).toBeVisible();
    await buyHeld(buyer, "+1 416 555 2678", "Canada");
    await expect(gate(buyer)).toBeVisible();
  });
});
