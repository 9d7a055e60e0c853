import type { Browser, Page } from "@playwright/test";
import { awake, scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { open, signIn } from "../fixtures/shopping.ts";

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const phone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

/** The same person in another browser. */
async function elsewhere(browser: Browser, baseURL: string | undefined, userAgent: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, userAgent, javaScriptEnabled: test.info().project.use.javaScriptEnabled });
  const page = await context.newPage();
  await signIn(page, "verified buyer");
  return page;
}

async function isOut(page: Page) {
  await page.goto("/orders");
  await expect(page).toHaveURL(/\/sign-in\?problem=ended/);
}

test("a person sees where they are signed in, and signs out there", async ({ page, browser, baseURL }) => {
  test.slow();
  const [lost, other] = [await elsewhere(browser, baseURL, phone), await elsewhere(browser, baseURL, firefox)];
  await signIn(page, "verified buyer");
  await open(page, "/account");
  const list = page.getByRole("region", { name: "Where you are signed in" });
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await expect(list.getByRole("listitem").first()).toContainText("This browser");
  await expect(list.getByRole("listitem").first().getByRole("button")).toHaveCount(0);
  // Only a page that is awake knows which day it is where its reader is.
  if (scripted()) await expect(list.getByRole("listitem").first()).toContainText(/Signed in today, .* · Last used today, /);
  await look(page, "sessions");
  await list.getByRole("button", { name: "Sign out Chrome on Android" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await isOut(lost);
  await open(page, "/account");
  await list.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(list.getByRole("button", { name: "Sign out everywhere else" })).toHaveCount(0);
  await isOut(other);
  await signIn(other, "verified buyer");
  await open(page, "/account");
  await list.getByRole("button", { name: "Sign out everywhere", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await awake(page);
  await isOut(other);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/);
  await Promise.all([lost, other].map((page) => page.context().close()));
});
