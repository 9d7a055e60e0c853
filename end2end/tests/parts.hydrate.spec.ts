import type { Locator, Page } from "@playwright/test";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { buyHeld, open, signIn } from "../fixtures/shopping.ts";
import { assetsOf, nextBuild } from "../fixtures/site.ts";
import { expectResult, startVerification, verify } from "../fixtures/verifying.ts";

// Parts that are kept back on purpose, and a store that is away for a moment.
test.use({ expectedProblem: /ERR_|\/events|Failed to fetch|status of 404|HTTP status code is not ok/ });

/** Words come in parts too. */
const languages = ["spanish", "french"];

/** The names of the parts with pages that a page has fetched since. */
async function watchParts(page: Page): Promise<() => string[]> {
  const { parts } = await assetsOf();
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(request.url().split("/").at(-1) ?? ""));
  const pages = Object.keys(parts).filter((part) => !languages.includes(part));
  return () => pages.filter((part) => asked.has(parts[part]![0])).sort();
}

const way = (page: Page, name: string) => page.getByRole("banner").getByRole("link", { name, exact: true });
const account = (page: Page) => page.getByRole("banner").locator("a[href='/account']");
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 1 });

/** Follows a link; the document must stay. */
async function follow(page: Page, link: Locator, title: string | RegExp): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute("data-same", ""));
  await link.click();
  await expect(heading(page, title)).toBeVisible();
  await expect(page.locator("html[data-same]"), "no document was loaded").toBeAttached();
  await expect(page.locator("main"), "who arrives is told").toBeFocused();
  await expect(page.locator("main")).not.toHaveAttribute("aria-busy");
}

test("a buyer's walk fetches what it needs, and never the operator's pages", async ({ page }) => {
  test.slow();
  const parts = await watchParts(page);
  await signIn(page, "unverified buyer");
  await follow(page, way(page, "Orders"), "Orders");
  await follow(page, way(page, "Numbers"), /numbers/i);
  await buyHeld(page, "+1 212 555 2677");
  expect(parts(), "orders, numbers, search and a purchase").toEqual([]);
  await startVerification(page);
  await verify(page);
  await expectResult(page, "Identity verified");
  expect(parts()).toEqual(["verify"]);
  await follow(page, way(page, "Pools"), /Pools/);
  await follow(page, way(page, "Services"), /Services/);
  expect(parts()).toEqual(["business", "verify"]);
});

test("every page of a part wakes at its address", async ({ page }) => {
  test.slow();
  const parts = await watchParts(page);
  await signIn(page, "operator");
  const paths = {
    operator: ["", "/orders", "/verifications", "/submissions", "/webhooks", "/rules", "/feedback"].map((of) => `/operator${of}`),
    business: ["/pools", "/pools/new", "/services", "/services/a2p-brand", "/services/toll-free", "/services/cnam", "/services/shaken-stir"],
    account: ["/account", "/notices", "/invite/none"],
    verify: ["/verify", "/help/identity-verification"],
  };
  const seen = [];
  for (const [part, all] of Object.entries(paths)) {
    for (const path of all) {
      await open(page, path);
      await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
    }
    seen.push(part);
    expect(parts()).toEqual([...seen].sort());
  }
});

test("an operator comes to the desk by a link, and a part is fetched once", async ({ page }) => {
  const parts = await watchParts(page);
  await signIn(page, "operator");
  expect(parts()).toEqual([]);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await follow(page, way(page, "Desk"), /./);
  await expect(page).toHaveURL(/\/operator$/);
  await follow(page, way(page, "Search"), "Find a number");
  await follow(page, way(page, "Desk"), /./);
  expect(parts()).toEqual(["operator"]);
  const wasm = asked.filter((url) => url.endsWith(".wasm"));
  expect(wasm.length, "no file twice").toBe(new Set(wasm).size);
});

test("what is left says so, while the part of the next page is on its way", async ({ page }) => {
  await signIn(page, "verified buyer");
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/split_account.*\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await account(page).click();
  await expect(page.locator("main")).toHaveAttribute("aria-busy", "true");
  await expect(heading(page, "Find a number")).toBeVisible();
  // Whoever changes their mind is not kept.
  await way(page, "Orders").click();
  await expect(heading(page, "Orders")).toBeVisible();
  letGo();
  await expect(page.locator("main")).not.toHaveAttribute("aria-busy");
  await expect(heading(page, "Orders")).toBeVisible();
  await expect(page).toHaveURL(/\/orders$/);
});

test("a part that cannot be fetched leaves the plain page, which works", async ({ page }) => {
  await signIn(page, "verified buyer");
  await page.route(/split_account.*\.wasm$/, (route) => route.abort());
  await account(page).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(heading(page, "Account")).toBeVisible();
  await expect(page.locator("html[data-awake]")).not.toBeAttached();
  // A plain link, and a page that needs no part wakes as ever.
  await way(page, "Orders").click();
  await expect(heading(page, "Orders")).toBeVisible();
  await awake(page);
  await page.unroute(/split_account.*\.wasm$/);
  await follow(page, account(page), "Account");
  await page.goBack();
  await expect(heading(page, "Orders")).toBeVisible();
});

test("a part that a new build took away ends in the new build's page", async ({ page, shop }) => {
  await signIn(page, "verified buyer");
  await shop.restart({ PLUSONE_SITE_DIR: await nextBuild() });
  await way(page, "Services").click();
  await expect(page.locator("html[data-build='next'][data-awake]")).toBeAttached();
  await expect(page).toHaveURL(/\/services$/);
  await expect(heading(page, /Services/)).toBeVisible();
  await follow(page, account(page), "Account");
});
