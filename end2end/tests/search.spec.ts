import { buyButton, search, signIn } from "../fixtures/shopping.ts";
import { expect, test } from "../fixtures/test.ts";

test.beforeEach(async ({ page }) => signIn(page, "verified buyer"));

test("finds a number by its digits", async ({ page }) => {
  await search(page, { digits: "4155552677" });
  await expect(buyButton(page, "+1 415 555 2677")).toBeVisible();
  await expect(page.getByRole("row", { name: "+1 415 555 2677" })).toContainText("San Francisco, CA");
});

test("finds a number by a word", async ({ page }) => {
  await search(page, { digits: "COSS", areaCode: "212" });
  await expect(buyButton(page, "+1 212 555 2677")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Digits or word" })).toHaveValue("COSS");
});

for (const [country, type, areaCode, number] of [
  ["Canada", "Local", "416", /Buy \+1 416 555 \d{4}/],
  ["Puerto Rico", "Local", "787", /Buy \+1 787 555 \d{4}/],
  ["Jamaica", "Local", "876", /Buy \+1 876 555 \d{4}/],
  ["United Kingdom", "Mobile", "", /Buy \+44 7700 900\d{3}/],
  ["United States", "Toll-free", "", /Buy \+1 8\d\d 555 \d{4}/],
] as const) {
  test(`finds ${type} numbers of ${country}`, async ({ page }) => {
    await search(page, { country, type, areaCode });
    const buttons = page.getByRole("table", { name: "Available numbers" }).getByRole("button");
    await expect(buttons.first()).toHaveAccessibleName(number);
    const names = await buttons.all();
    for (const button of names) await expect(button).toHaveAccessibleName(number);
    await expect(page.getByRole("combobox", { name: "Country" }).getByRole("option", { selected: true })).toHaveText(country);
  });
}

test("says what to do when nothing is found", async ({ page }) => {
  await search(page, { digits: "99999999" });
  await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Search for 9999 alone" })).toBeVisible();
});

test("keeps the question in the address", async ({ page }) => {
  await search(page, { country: "Canada", areaCode: "416", digits: "2677" });
  await expect(buyButton(page, "+1 416 555 2677")).toBeVisible();
  await search(page, { digits: "2678", areaCode: "212" });
  await expect(buyButton(page, "+1 212 555 2678")).toBeVisible();
  await page.reload();
  await expect(buyButton(page, "+1 212 555 2678")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Area code" })).toHaveValue("212");
  await page.goto("/search?country=CA&type=local&digits=2677&area_code=416");
  await expect(buyButton(page, "+1 416 555 2677")).toBeVisible();
});

test.describe("a search that cannot be understood", () => {
  test.use({ expectedProblem: /status of 422/ });

  test("is told", async ({ page }) => {
    await page.goto("/search?digits=%C3%A4%C3%B6");
    await expect(page.getByRole("alert")).toContainText("That cannot be searched for");
    await expect(page.getByRole("button", { name: "Search", exact: true })).toBeVisible();
  });
});

test("digits can stand at the start or at the end", async ({ page }) => {
  await page.goto("/search?country=US&type=local&digits=1001&match=end");
  const names = page.getByRole("table", { name: "Available numbers" }).getByRole("button");
  for (const button of await names.all()) await expect(button).toHaveAccessibleName(/1001$/);
  await expect(page.getByRole("combobox", { name: "Match" })).toHaveValue("end");
  await page.goto("/search?country=US&type=local&digits=1001&match=start");
  await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Search anywhere in the number" })).toBeVisible();
});

test("a place and features narrow the search", async ({ page }) => {
  await page.goto("/search?country=US&type=local&place=san+fran&sms=1");
  const rows = page.getByRole("table", { name: "Available numbers" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("San Francisco");
  for (const row of (await rows.all()).slice(1)) {
    await expect(row).toContainText("San Francisco");
    await expect(row).toContainText("SMS");
  }
  await expect(page.getByRole("checkbox", { name: "SMS" })).toBeChecked();
  await expect(page.getByRole("textbox", { name: "City or region" })).toHaveValue("san fran");
});

test("more results are added to those that are there", async ({ page }) => {
  await page.goto("/search?country=US&type=local");
  const rows = page.getByRole("table", { name: "Available numbers" }).getByRole("row");
  await expect(rows).toHaveCount(31);
  const first = await rows.nth(1).getByRole("button").getAttribute("aria-label");
  await page.getByRole("link", { name: "More results" }).click();
  await expect(rows).toHaveCount(61);
  await expect(rows.nth(1).getByRole("button")).toHaveAccessibleName(first!);
});
