import type { Locator, Page } from "@playwright/test";
import { awake, happens, scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { ledger, ownAccount } from "../fixtures/ledger.ts";
import { look } from "../fixtures/look.ts";
import { expectStatus, gate, open, orderRow, signIn } from "../fixtures/shopping.ts";
import { expectResult, startVerification, verify } from "../fixtures/verifying.ts";

interface Wish {
  name?: string;
  country?: string;
  areaCode?: string;
  quantity: string;
  fill?: "All or nothing" | "As many as there are";
}

/** Fills in the form of an open `/pools/new` and asks for the price. */
async function showPrice(page: Page, { name, country, areaCode, quantity, fill }: Wish): Promise<void> {
  if (name !== undefined) await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  if (country !== undefined) await page.getByRole("combobox", { name: "Country" }).selectOption(country);
  if (areaCode !== undefined) await page.getByRole("textbox", { name: "Area code" }).fill(areaCode);
  await page.getByRole("textbox", { name: "Quantity" }).fill(quantity);
  if (fill !== undefined) await choice(page, fill).check();
  await page.getByRole("button", { name: "Show price" }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get("quantity") === quantity);
  await awake(page);
}

function choice(page: Page, name: string): Locator {
  return page.getByRole("radiogroup", { name: "If there are fewer" }).getByRole("radio", { name, exact: true });
}

function price(page: Page, title: string): Locator {
  return page.getByRole("region", { name: title, exact: true });
}

function numbers(page: Page): Locator {
  return page.getByRole("table", { name: "Numbers" }).getByRole("rowheader");
}

/** The page of a pool, by way of the list. */
async function openPool(page: Page, name: string): Promise<void> {
  await open(page, "/pools");
  await page.getByRole("list", { name: "Your pools" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name, exact: true, level: 1 })).toBeVisible();
  await awake(page);
}

test("a verified buyer buys a pool, names it anew, and adds to it", async ({ page }) => {
  test.slow();
  await signIn(page, "verified buyer");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Pools" }).click();
  await expect(page.getByRole("heading", { name: "No pools yet" })).toBeVisible();
  await awake(page);
  await look(page, "pools empty");
  await page.getByRole("link", { name: "New pool" }).click();
  await expect(page.getByRole("heading", { name: "New pool", level: 1 })).toBeVisible();
  await awake(page);
  await look(page, "new pool");

  await showPrice(page, { name: "Support", areaCode: "212", quantity: "12" });
  const offer = price(page, "12 numbers for Support");
  await expect(offer).toContainText("and 7 more");
  await expect(offer).toContainText("a month");
  await expect(offer).toContainText("We buy the numbers at once.");
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Support");
  await look(page, "new pool price");
  await offer.getByRole("button", { name: "Buy pool" }).click();
  await expect(page).toHaveURL(/\/orders\/./);
  await expect(page.getByRole("heading", { name: "12 numbers for Support", level: 1 })).toBeVisible();
  await expectStatus(page, "Purchased");
  await look(page, "order pool");
  await open(page, "/orders");
  await expect(orderRow(page, "Your orders", "for Support")).toContainText("and 11 more");
  await look(page, "orders pool");

  await open(page, "/pools");
  await expect(page.getByRole("list", { name: "Your pools" }).getByRole("link", { name: "Support" })).toContainText("12 numbers");
  await look(page, "pools");
  await openPool(page, "Support");
  await expect(numbers(page)).toHaveCount(12);
  const release = page.getByRole("link", { name: /^Release \+1 212 555 \d{4}$/ });
  await expect(release.first()).toHaveAttribute("href", /^\/numbers\?release=[\w-]+$/);
  await look(page, "pool");

  await page.getByRole("textbox", { name: "New name" }).fill("Night shift");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("heading", { name: "Night shift", exact: true, level: 1 })).toBeVisible();
  await awake(page);
  await page.getByRole("link", { name: "Add numbers" }).click();
  await expect(page.getByRole("heading", { name: "More numbers for Night shift", level: 1 })).toBeVisible();
  await awake(page);
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "Country" })).toHaveValue("US");
  await look(page, "new pool more");
  await showPrice(page, { areaCode: "415", quantity: "2", fill: "As many as there are" });
  await price(page, "2 numbers for Night shift").getByRole("button", { name: "Buy pool" }).click();
  await expect(page.getByRole("heading", { name: "2 numbers for Night shift", level: 1 })).toBeVisible();
  await expectStatus(page, "Purchased");
  await openPool(page, "Night shift");
  await expect(numbers(page)).toHaveCount(14);
});

test("a pool of any +1 number is held until the buyer is verified, and completes by itself", async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await open(page, "/pools/new");
  await showPrice(page, { name: "Kingston", country: "Jamaica", areaCode: "876", quantity: "2" });
  const offer = price(page, "2 numbers for Kingston");
  await expect(offer).toContainText("A pool with any +1 number needs a verified identity.");
  await look(page, "new pool held");
  await offer.getByRole("button", { name: "Buy pool" }).click();
  await expect(gate(page)).toContainText("2 numbers for Kingston");
  await expect(page).toHaveURL(scripted() ? /\/pools\/new/ : /\/orders\/./);
  await awake(page);
  await look(page, "new pool gate");
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(gate(page)).toBeHidden();
  if (scripted()) {
    await expect(page.getByRole("link", { name: "See the order" })).toBeFocused();
    await look(page, "new pool held note");
  }
  await openPool(page, "Kingston");
  await expect(page.getByRole("heading", { name: "No numbers in this pool" })).toBeVisible();
  const order = orderRow(page, "On the way", "for Kingston");
  await expect(order).toContainText("Held: identity needed");
  await look(page, "pool empty");
  await order.click();
  await expect(page.getByRole("heading", { name: "2 numbers for Kingston", level: 1 })).toBeVisible();
  await page.reload();
  await awake(page);
  await startVerification(page);
  await verify(page);
  await expectResult(page, "Identity verified");
  await openPool(page, "Kingston");
  await happens(page, (patience) => expect(numbers(page)).toHaveCount(2, patience));
  await expect(page.getByRole("list", { name: "On the way" })).toHaveCount(0);
  // Nobody is asked twice.
  await open(page, "/pools/new");
  await showPrice(page, { name: "Sales", quantity: "3" });
  await expect(price(page, "3 numbers for Sales")).toContainText("We buy the numbers at once.");
});

test("British numbers ask nobody for an identity", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await open(page, "/pools/new");
  await page.getByRole("combobox", { name: "Country" }).selectOption("United Kingdom");
  const areaCode = page.getByRole("textbox", { name: "Area code" });
  if (scripted()) await expect(areaCode).toBeDisabled();
  else await expect(areaCode).toBeEnabled();
  await showPrice(page, { name: "London", quantity: "5" });
  await price(page, "5 numbers for London").getByRole("button", { name: "Buy pool" }).click();
  await expectStatus(page, "Purchased");
  await expect(gate(page)).toBeHidden();
  await page.goBack();
  if (scripted()) await expect(page).not.toHaveURL(/quantity/);
});

test.describe("what cannot be had", () => {
  test.use({ expectedProblem: /status of 4(09|22)/ });

  test("all or nothing with too few is refused, and what was typed stays", async ({ page }) => {
    await signIn(page, "verified buyer");
    await open(page, "/pools/new");
    await showPrice(page, { name: "Nowhere", areaCode: "227", quantity: "4", fill: "All or nothing" });
    await expect(page.getByRole("alert")).toContainText("There are no such numbers");
    await expect(page.getByRole("button", { name: "Buy pool" })).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Nowhere");
    await expect(page.getByRole("textbox", { name: "Area code" })).toHaveValue("227");
    await look(page, "new pool refused");
    await showPrice(page, { areaCode: "212", quantity: "4" });
    await expect(price(page, "4 numbers for Nowhere")).toBeVisible();
    await page.goBack();
    await expect(page.getByRole("alert")).toContainText("There are no such numbers");
    await expect(page.getByRole("textbox", { name: "Area code" })).toHaveValue("227");
    await open(page, "/pools");
    await expect(page.getByRole("heading", { name: "No pools yet" })).toBeVisible();
  });

  test("a form that was filled in wrongly says what to mend", async ({ page }) => {
    await signIn(page, "verified buyer");
    for (const [query, words] of [
      ["name=&country=GB&quantity=2", "That is not a name for a pool"],
      ["name=A&country=GB&quantity=101", "That is not a quantity"],
      ["name=A&country=US&area_code=12&quantity=2", "That is not an area code"],
      ["name=A&country=GB&area_code=212&quantity=2", "Only +1 numbers have an area code"],
    ]) {
      await open(page, `/pools/new?${query}`);
      await expect(page.getByRole("alert")).toContainText(words!);
      await expect(page.getByRole("button", { name: "Show price" })).toBeVisible();
    }
  });

  test("the credit limit refuses a pool in the page", async ({ page }) => {
    test.slow();
    await signIn(page, "verified buyer");
    const hundred = { name: "Island", country: "Jamaica", areaCode: "658", quantity: "100" };
    await open(page, "/pools/new");
    await showPrice(page, hundred);
    await price(page, "100 numbers for Island").getByRole("button", { name: "Buy pool" }).click();
    await expectStatus(page, "Purchased");
    await open(page, "/pools/new");
    await showPrice(page, hundred);
    await price(page, "100 numbers for Island").getByRole("button", { name: "Buy pool" }).click();
    await expect(page.getByRole("alert")).toContainText("This would pass your credit limit");
    await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Island");
    await awake(page);
    await look(page, "new pool credit");
    await page.getByRole("link", { name: "See your credit limit" }).click();
    await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
    await expect(page.getByText("$1,000.00 a month")).toBeVisible();
  });

  test("an own-carrier buyer is told what cannot be promised, and is never asked", async ({ page, shop }) => {
    test.slow();
    await signIn(page, "own-carrier buyer");
    await open(page, "/pools/new");
    await expect(choice(page, "All or nothing")).toBeDisabled();
    await expect(page.getByText("Only our own stock can be promised together")).toBeVisible();
    await expect(choice(page, "As many as there are")).toBeChecked();
    await showPrice(page, { name: "Isla", country: "Puerto Rico", areaCode: "787", quantity: "100" });
    await expect(price(page, "30 numbers for Isla")).toContainText("Only 30 of the 100 numbers are for sale.");
    await look(page, "new pool own carrier");
    await open(page, "/pools/new?name=Isla&country=PR&area_code=787&quantity=1&fill=whole");
    await expect(page.getByRole("alert")).toContainText("There are no such numbers");
    await page.getByRole("link", { name: "as many as there are" }).click();
    await expect(price(page, "1 number for Isla")).toBeVisible();
    await awake(page);
    await price(page, "1 number for Isla").getByRole("button", { name: "Buy pool" }).click();
    await expect(page.getByRole("heading", { name: "+1 787 555 0100 for Isla", level: 1 })).toBeVisible();
    await expectStatus(page, "Purchased");
    await expect(gate(page)).toBeHidden();
    const bought = (await ledger(shop)).filter((entry) => entry.event === "twilio.bought");
    expect(bought).toMatchObject([{ e164: "+17875550100", account: ownAccount }]);
  });
});

test.describe("another account's pool", () => {
  test.use({ expectedProblem: /404/ });

  test("is not found", async ({ page }) => {
    await signIn(page, "verified buyer");
    await open(page, "/pools/new?name=Mine&country=GB&quantity=1");
    await price(page, "1 number for Mine").getByRole("button", { name: "Buy pool" }).click();
    await expectStatus(page, "Purchased");
    await openPool(page, "Mine");
    const path = new URL(page.url()).pathname;
    await signIn(page, "own-carrier buyer");
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await page.goto(`/pools/new?pool=${path.split("/").pop()}`);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });
});
