import type { Page } from "@playwright/test";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { french, spanish, speak } from "../fixtures/languages.ts";
import { open } from "../fixtures/shopping.ts";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true, level: 1 });

test.use({ expectedProblem: /ERR_|Failed to fetch|HTTP status code/ });

test("words that cannot be fetched leave the plain page, which works", async ({ page }) => {
  await page.route(/split_spanish.*\.wasm$/, (route) => route.abort());
  await page.goto("/sign-in");
  await awake(page);
  await page.getByRole("contentinfo").getByRole("button", { name: "Español" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "es-PR");
  await button(page, spanish.demo).click();
  await expect(heading(page, spanish.find)).toBeVisible();
  await expect(page.locator("html[data-awake]")).not.toBeAttached();
  await page.unroute(/split_spanish.*\.wasm$/);
  await open(page, "/orders");
});

test("words of other languages are nobody's to fetch", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/sign-in");
  await awake(page);
  expect(asked.filter((url) => /split_(spanish|french)/.test(url))).toEqual([]);
  await speak(page, french);
  expect(asked.filter((url) => /split_spanish/.test(url))).toEqual([]);
  expect(new Set(asked.filter((url) => /split_french/.test(url))).size).toBe(1);
});

test("what was typed stays when another language is chosen", async ({ page }) => {
  await page.goto("/sign-in");
  await awake(page);
  await button(page, "Sign in as verified buyer").click();
  await open(page, "/search");
  await page.getByRole("textbox", { name: "Digits or word" }).fill("COSS");
  await speak(page, spanish);
  await expect(page.getByRole("textbox", { name: "Dígitos o palabra" })).toHaveValue("COSS");
});
