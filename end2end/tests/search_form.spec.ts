import { buyButton, find, open, search, signIn } from "../fixtures/shopping.ts";
import { scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/test.ts";

const phone = { width: 360, height: 740 };
const filters = [
  ["combobox", "Match"],
  ["checkbox", "Voice"],
  ["checkbox", "SMS"],
  ["checkbox", "MMS"],
  ["textbox", "City or region"],
] as const;

test.beforeEach(async ({ page }) => signIn(page, "verified buyer"));

test("a wide page shows every filter", async ({ page }) => {
  await page.getByRole("checkbox", { name: "SMS" }).check();
  for (const [role, name] of filters) await expect(page.getByRole(role, { name, exact: true })).toBeVisible();
  await expect(page.getByText("More filters")).toBeHidden();
});

test.describe("on a phone", () => {
  test.use({ viewport: phone });

  test("the first number is in sight, and the filters are a tap away", async ({ page }) => {
    const row = page.getByRole("table", { name: "Available numbers" }).getByRole("row").nth(1);
    await expect(row.locator(".number")).toBeInViewport({ ratio: 1 });
    await expect(row.getByRole("button")).toBeInViewport({ ratio: 1 });
    for (const [role, name] of filters) await expect(page.getByRole(role, { name, exact: true })).toBeHidden();
    await page.getByText("More filters").click();
    for (const [role, name] of filters) await expect(page.getByRole(role, { name, exact: true })).toBeVisible();
    await page.getByRole("textbox", { name: "City or region" }).fill("Oakland");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(row).toContainText("Oakland, CA");
  });

  test("a filter that is set is not hidden", async ({ page }) => {
    await open(page, "/search?country=US&type=local&sms=1");
    await expect(page.getByRole("checkbox", { name: "SMS" })).toBeVisible();
    await expect(page.getByRole("checkbox", { name: "SMS" })).toBeChecked();
  });
});

// The reader's own size of text: 32 px instead of 16.
for (const width of [360, 768]) {
  test(`text at twice its size fits ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await open(page, "/search?country=US&type=local&digits=COSS&sms=1");
    await expect(page.getByRole("table", { name: "Available numbers" })).toBeVisible();
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    const wide = () => page.evaluate(() => document.scrollingElement!.scrollWidth);
    await expect.poll(wide, { message: "nothing is scrolled sideways" }).toBeLessThanOrEqual(width);
    const parts = page.locator("header :is(a, button, .chip), form[role=search] :is(label, summary, input, select, button)");
    for (const part of await parts.filter({ visible: true }).all()) {
      const { left, right, cut, text } = await part.evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        const cut = element.matches("input, select") ? 0 : element.scrollWidth - element.clientWidth;
        return { left, right, cut, text: element.outerHTML };
      });
      expect.soft(left, text).toBeGreaterThanOrEqual(0);
      expect.soft(right, text).toBeLessThanOrEqual(width);
      expect.soft(cut, text).toBeLessThanOrEqual(1);
    }
    const digits = page.getByRole("textbox", { name: "Digits or word" });
    expect((await digits.boundingBox())!.width, "room to type").toBeGreaterThan(150);
  });
}

test("a tablet shows each number on one line", async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  const row = page.getByRole("table", { name: "Available numbers" }).getByRole("row").nth(1);
  for (const part of [".number", ".place", ".can", ".price"]) {
    const lines = await row.locator(part).evaluate((element) => element.getClientRects().length && element.clientHeight / parseFloat(getComputedStyle(element).lineHeight));
    expect(Math.round(lines), part).toBeLessThanOrEqual(1);
  }
});

test("an area code is asked for only where there are any", async ({ page }) => {
  await open(page, "/search?country=GB&type=mobile&area_code=415");
  const areaCode = page.getByRole("textbox", { name: "Area code" });
  await expect(page.getByRole("table", { name: "Available numbers" })).toContainText("+44 7700");
  await expect(areaCode).toHaveValue("");
  await expect(areaCode).toHaveAttribute("placeholder", "Only with +1");
  if (scripted()) {
    await expect(areaCode).toBeDisabled();
    await page.getByRole("combobox", { name: "Country" }).selectOption("Jamaica");
    await expect(areaCode).toBeEnabled();
  }
  await search(page, { country: "Jamaica", areaCode: "876" });
  await expect(page.getByRole("table", { name: "Available numbers" })).toContainText("+1 876");
});

for (const [country, place, shown] of [
  ["US", "California", ", CA"],
  ["US", "new york", ", NY"],
  ["CA", "Quebec", ", QC"],
  ["CA", "Montreal", "Montréal"],
  ["CA", "QUÉBEC", ", QC"],
] as const) {
  test(`${place} is a place`, async ({ page }) => {
    await page.goto(`/search?country=${country}&type=local&place=${encodeURIComponent(place)}`);
    const rows = page.getByRole("table", { name: "Available numbers" }).locator("tbody").getByRole("row");
    await expect(rows.first()).toContainText(shown);
    for (const row of await rows.all()) await expect(row).toContainText(shown);
  });
}

test("advice on an empty answer is a link that follows it", async ({ page }) => {
  await page.goto("/search?country=US&type=local&digits=41555526&match=end&area_code=415&place=Oaklnd&sms=1");
  await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
  for (const [advice, gone] of [
    ["Search everywhere, not only in Oaklnd", /place=/],
    ["Search anywhere in the number", /match=/],
    ["Search whatever the number can do", /sms=/],
  ] as const) {
    await page.goto("/search?country=US&type=local&digits=41555526&match=end&place=Oaklnd&sms=1");
    await page.getByRole("link", { name: advice }).click();
    await expect(page).not.toHaveURL(gone);
    await expect(page).toHaveURL(/digits=41555526/);
  }
  await page.goto("/search?country=US&type=local&digits=9999992677");
  await page.getByRole("link", { name: "Search for 2677 alone" }).click();
  await expect(page).toHaveURL(/digits=2677$/);
  await expect(page.getByRole("textbox", { name: "Digits or word" })).toHaveValue("2677");
  await page.goto("/search?country=US&type=mobile");
  await page.getByRole("link", { name: "Search local numbers" }).click();
  await expect(page.getByRole("table", { name: "Available numbers" })).toBeVisible();
  await expect(await find(page, "+1 415 555 2677")).toBeVisible();
  await expect(buyButton(page, "+1 415 555 2677")).toBeVisible();
});
