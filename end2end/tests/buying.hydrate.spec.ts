import { expect, test } from "../fixtures/journey.ts";
import { purchases } from "../fixtures/ledger.ts";
import { buyButton, buyHeld, choose, expectStatus, find, gate, open, orderRow, signIn } from "../fixtures/shopping.ts";
import { fillId, uploadId } from "../fixtures/verifying.ts";

test("the confirming button buys once, however often it is pressed", async ({ page, shop }) => {
  await signIn(page, "verified buyer");
  const dialog = await choose(page, "+1 202 555 0127");
  await dialog.getByRole("button", { name: "Confirm purchase" }).dblclick();
  await expectStatus(page, "Purchased");
  expect(await purchases(shop, "+1 202 555 0127")).toMatchObject([{ event: "twilio.bought" }]);
});

test("a held number leaves the results behind the gate's dialog, and a note leads to its order", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 212 555 2677");
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(buyButton(page, "+1 212 555 2677")).toBeHidden();
  await page.getByRole("link", { name: "See the order" }).click();
  await expectStatus(page, "Held: identity needed");
  await expect(gate(page)).toBeHidden();
});

test("the dialog can be left by the browser's way back", async ({ page }) => {
  await signIn(page, "unverified buyer");
  const button = await find(page, "+1 212 555 2677");
  await button.click();
  await expect(page.getByRole("dialog", { name: "Confirm purchase" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(button).toBeVisible();
});

test("what is chosen stays while the account changes elsewhere", async ({ page, context }) => {
  await signIn(page, "unverified buyer");
  await open(page, "/verify");
  await fillId(page, { country: "Canada", type: "Identity card" });
  const other = await context.newPage();
  await buyHeld(other, "+1 212 555 2677");
  await other.close();
  await expect(page.getByRole("combobox", { name: "Issuing country" })).toHaveValue("CA");
  await expect(page.getByRole("radio", { name: "Identity card" })).toBeChecked();
  await uploadId(page);
});

test("a second tab shows each step too", async ({ page, context }) => {
  await signIn(page, "unverified buyer");
  await open(page, "/orders");
  await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  const other = await context.newPage();
  await buyHeld(other, "+1 212 555 2677");
  await expect(orderRow(page, "Your orders", "+1 212 555 2677")).toContainText("Held: identity needed");
});
