import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { buyAtOnce, open, signIn } from "../fixtures/shopping.ts";

test.describe("the account", () => {
  test.use({ expectedProblem: /status of 422/ });

  test("shows what may be spent and what was, as a page and as a file", async ({ page }) => {
    test.slow();
    await signIn(page, "verified buyer");
    await open(page, "/account");
    await expect(page.getByRole("heading", { name: "Nothing in this month" })).toBeVisible();
    await expect(page.getByText("$1,000.00 a month").first()).toBeVisible();
    await look(page, "account empty");
    await buyAtOnce(page, "+1 212 555 2677");
    await page.getByRole("banner").getByRole("link", { name: "Harbor Dental" }).click();
    const statement = page.getByRole("table", { name: "Statement" });
    await expect(statement.getByRole("row", { name: /Reserved/ })).toContainText("+1 212 555 2677");
    await expect(statement.getByRole("row", { name: /Bought/ })).toContainText("+1 212 555 2677");
    await look(page, "account");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download CSV" }).click();
    expect((await download).suggestedFilename()).toMatch(/^plusone-\d{4}-\d{2}\.csv$/);
    const file = await readFile(await (await download).path(), "utf8");
    expect(file).toMatch(/^\uFEFF?Date,Number,What,Amount \(USD\)\r\n\S+,'\+1 212 555 2677,Reserved,1\.15\r\n/);
    await page.getByRole("navigation", { name: "Months" }).getByRole("link").first().click();
    await expect(page.getByRole("heading", { name: "Nothing in this month" })).toBeVisible();
    const month = page.getByRole("combobox", { name: "Month" });
    await month.selectOption({ index: 0 });
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(statement).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("heading", { name: "Nothing in this month" })).toBeVisible();
    await expect(month.getByRole("option", { selected: true })).toHaveText(await page.getByRole("heading", { level: 2, name: "Statement" }).innerText().then((text) => text.split(" · ")[1]!));
    await page.goto("/account?month=none");
    await expect(page.getByRole("alert")).toContainText("That is not a month");
    await look(page, "account refused");
  });
});

test("an unverified account is led to the verification", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await open(page, "/account");
  await page.getByRole("link", { name: "Verify your identity" }).click();
  await expect(page).toHaveURL(/\/verify/);
});
