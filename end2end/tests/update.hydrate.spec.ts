import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { choose, open, search, signIn } from "../fixtures/shopping.ts";
import { nextBuild } from "../fixtures/site.ts";

// The store is away for a moment, and an old page's form is refused.
test.use({ expectedProblem: /ERR_|\/events|status of 422/ });

const update = (page: Page) => page.getByRole("button", { name: "Update", exact: true });
const areaCode = (page: Page) => page.getByRole("textbox", { name: "Area code" });

test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
});

test("a new build is announced in every tab, and the update keeps what was typed and chosen", async ({ page, context, shop }) => {
  await search(page, { country: "Canada" });
  // Half an area code: typed, and not asked for yet.
  await areaCode(page).fill("41");
  const other = await context.newPage();
  await open(other, "/verify");
  await other.getByRole("combobox", { name: "Issuing country" }).selectOption("Germany");
  await other.getByRole("radio", { name: "Identity card" }).check();
  await expect(update(page)).toBeHidden();

  await shop.restart({ PLUSONE_SITE_DIR: await nextBuild() });
  await expect(update(page)).toBeVisible({ timeout: 30_000 });
  await expect(update(other)).toBeVisible({ timeout: 30_000 });
  await look(page, "update");
  await look(other, "update verify");
  await expect(areaCode(page), "nothing happens by itself").toHaveValue("41");
  await expect(other.getByText("Only pictures have to be chosen again.")).toBeVisible();
  await expect(page.getByText("Only pictures have to be chosen again.")).toBeHidden();

  for (const tab of [page, other]) {
    await update(tab).click();
    await expect(tab.locator("html[data-build='next'][data-awake]")).toBeAttached();
    await expect(update(tab)).toBeHidden();
  }
  await expect(page.getByRole("combobox", { name: "Country" })).toHaveValue("CA");
  await expect(areaCode(page)).toHaveValue("41");
  await expect(other.getByRole("combobox", { name: "Issuing country" })).toHaveValue("DE");
  await expect(other.getByRole("radio", { name: "Identity card" })).toBeChecked();
  // It was put back once: the next load begins as it should.
  await page.reload();
  await expect(areaCode(page)).toHaveValue("");
});

test("the news can be put off", async ({ page, shop }) => {
  await shop.restart({ PLUSONE_SITE_DIR: await nextBuild() });
  await expect(update(page)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Later" }).click();
  await expect(update(page)).toBeHidden();
  await search(page, { digits: "2125552677" });
  await expect(page.getByRole("button", { name: "Buy +1 212 555 2677" })).toBeVisible();
});

test("a form that the store no longer takes leads to the update", async ({ page }) => {
  const dialog = await choose(page, "+1 212 555 2677");
  await page.route("**/api/buy_number", (route) => route.continue({ postData: "number=%2B12125552677" }));
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This page no longer fits the store");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const loaded = page.waitForEvent("load");
  await update(page).click();
  await loaded;
  await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
  await expect(update(page)).toBeHidden();
});
