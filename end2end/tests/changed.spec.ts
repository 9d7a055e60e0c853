import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey.ts";
import { purchases } from "../fixtures/ledger.ts";
import { look } from "../fixtures/look.ts";
import { choose, expectStatus, signIn } from "../fixtures/shopping.ts";
import { openTwilio } from "../fixtures/twilio.ts";

/** Sends the next purchase as a page would that knew no better. */
async function alterPurchase(page: Page, alter: (fields: URLSearchParams) => void): Promise<void> {
  const change = { times: 1 };
  await page.route(
    "**/api/buy_number",
    async (route) => {
      const fields = new URLSearchParams(route.request().postData() ?? "");
      alter(fields);
      await route.continue({ postData: fields.toString() });
    },
    change,
  );
}

test.describe("what changed since the page was loaded", () => {
  test.use({ expectedProblem: /status of 4(09|22)/ });

  test.beforeEach(async ({ page }) => signIn(page, "verified buyer"));

  test("a price that has risen is told, and paid only once it is agreed to", async ({ page, shop }) => {
    const number = "+1 202 555 0131";
    const dialog = await choose(page, number);
    await alterPurchase(page, (fields) => fields.set("price_cents", "100"));
    await dialog.getByRole("button", { name: "Confirm purchase" }).click();
    await expect(dialog.getByRole("alert")).toContainText("The price has changed");
    await expect(dialog.getByRole("alert")).toContainText("It is now $1.15 a month.");
    expect(await purchases(shop, number)).toEqual([]);
    await look(page, "confirm price changed");
    await dialog.getByRole("button", { name: "Confirm purchase" }).click();
    await expectStatus(page, "Purchased");
    await expect(page.getByText("$1.15 a month")).toBeVisible();
    expect(await purchases(shop, number)).toHaveLength(1);
  });

  test("a form that the store no longer takes is answered in words", async ({ page, shop }) => {
    const number = "+1 202 555 0132";
    const dialog = await choose(page, number);
    await alterPurchase(page, (fields) => fields.delete("if_gone"));
    await dialog.getByRole("button", { name: "Confirm purchase" }).click();
    await expect(dialog.getByRole("alert")).toContainText("This page no longer fits the store");
    await look(page, "confirm old page");
    expect(await purchases(shop, number)).toEqual([]);
  });
});

test("a number that a person must look at says so", async ({ page, freshStore }) => {
  const number = "+1 415 555 0199";
  const twilio = await openTwilio(number.replaceAll(" ", ""));
  const store = await freshStore({ PLUSONE_TWILIO_URL: twilio.url });
  await page.goto(`${store.url}/sign-in`);
  await page.getByRole("button", { name: "Sign in as verified buyer" }).click();
  await page.goto(`${store.url}/search?country=US&type=local&buy=${encodeURIComponent(number.replaceAll(" ", ""))}`);
  await page.getByRole("dialog").getByRole("button", { name: "Confirm purchase" }).click();
  await expectStatus(page, "Needs attention");
  await expect(page.getByText("please do not buy it again")).toBeVisible();
  await expect(page.getByText("Our team is looking").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await look(page, "order needs attention");
  await twilio.stop();
});
