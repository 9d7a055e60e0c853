import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { buyButton, buyHeld, choose, find, gate, open, signIn } from "../fixtures/shopping.ts";

const number = "+1 212 555 2677";

test("after 'More results' the first new number has the focus, and the count is read out", async ({ page }) => {
  await signIn(page, "verified buyer");
  const count = page.locator("main [aria-live=polite]").first();
  await expect(count).toHaveText("The first 30 numbers");
  const region = await count.elementHandle();
  await page.getByRole("link", { name: "More results" }).focus();
  await page.keyboard.press("Enter");
  const rows = page.getByRole("table", { name: "Available numbers" }).getByRole("row");
  await expect(rows.nth(31).getByRole("button")).toBeFocused();
  // Only a region that was there before its words is read out.
  expect(await region!.evaluate((element) => element.isConnected && element.textContent)).toBe("The first 60 numbers");
  await page.getByRole("textbox", { name: "Digits or word" }).fill("99999999");
  await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
  expect(await region!.evaluate((element) => element.isConnected && element.textContent)).toBe("No number matches");
  await expect(page.getByRole("textbox", { name: "Digits or word" })).toBeFocused();
  await page.getByRole("link", { name: "Search for 9999 alone" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/digits=9999$/);
});

test("a way out of an empty answer does not lose the focus", async ({ page }) => {
  await signIn(page, "verified buyer");
  await open(page, "/search?country=US&type=local&digits=9999992677");
  await page.getByRole("link", { name: "Search for 2677 alone" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("main [aria-live=polite]").first()).toBeFocused();
});

test("Escape after the browser's way forward leads back to the row", async ({ page }) => {
  await signIn(page, "verified buyer");
  const button = await find(page, number);
  await button.click();
  const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
  await expect(dialog).toBeVisible();
  await page.goBack();
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await page.goForward();
  await expect(dialog.getByRole("button", { name: "Confirm purchase" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test.describe("a refusal", () => {
  test.use({ expectedProblem: /status of 409/ });

  test("in the confirming dialog takes the focus", async ({ page, browser, baseURL }) => {
    await signIn(page, "verified buyer");
    const dialog = await choose(page, number);
    const confirm = dialog.getByRole("button", { name: "Confirm purchase" });
    await expect(confirm).toBeFocused();
    const context = await browser.newContext({ baseURL });
    const other = await context.newPage();
    await signIn(other, "unverified buyer");
    await buyHeld(other, number);
    await context.close();
    await page.keyboard.press("Enter");
    await expect(page.locator(":focus")).toContainText("This number is no longer available");
    await expect(dialog.getByRole("link", { name: "Search again" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
    // Its row is gone.
    await expect(page.getByRole("main")).toBeFocused();
  });

  test("of a quote takes the focus", async ({ page }) => {
    await signIn(page, "verified buyer");
    await page.goto(`/search?country=US&type=local&buy=${encodeURIComponent("+12125550000")}`);
    await awake(page);
    await expect(page.getByRole("dialog", { name: "Confirm purchase" })).toContainText("no longer available");
    await expect(page.locator(":focus")).toContainText("This number is no longer available");
  });
});

test.describe("the credit limit", () => {
  test.use({ expectedProblem: /status of 409/, settings: { PLUSONE_CREDIT_LIMIT: "1" } });

  test("leads to the account that it is of", async ({ page }) => {
    await signIn(page, "verified buyer");
    const dialog = await choose(page, number);
    await dialog.getByRole("button", { name: "Confirm purchase" }).click();
    await expect(dialog).toContainText("This would pass your credit limit");
    await dialog.getByRole("link", { name: "See your credit limit" }).click();
    await expect(page).toHaveURL(/\/account$/);
    await expect(page.getByText("$1.00 a month").first()).toBeVisible();
  });
});

test("a held number stays behind the gate's dialog, and the note after it leads to the verification", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, number);
  await expect(page.getByText("No number matches")).toBeHidden();
  await expect(page.getByRole("button", { name: "Start verification" })).toHaveCount(1);
  await gate(page).getByRole("button", { name: "Not now" }).click();
  await expect(buyButton(page, number)).toBeHidden();
  await expect(page.getByRole("heading", { name: "No other number matches" })).toBeVisible();
  await expect(page.getByText(`Held for you: ${number}, until`)).toBeVisible();
  await expect(page.getByRole("link", { name: "See the order" })).toBeFocused();
  await page.getByRole("button", { name: "Start verification" }).click();
  await expect(page.getByRole("heading", { name: "Upload your ID" })).toBeVisible();
});
