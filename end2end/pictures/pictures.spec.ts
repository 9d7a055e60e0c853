import type { Locator, Page } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { choose, expectStatus, gate, openOrder, search, signIn } from "../fixtures/shopping.ts";
import { expectResult, fillId, startVerification, uploadSelfie } from "../fixtures/verifying.ts";

const number = "+1 415 555 2677";
const desk = { width: 1120, height: 760 };
const phone = { width: 390, height: 760 };

/** Saves what the screen shows for the README, or for the help's pages that the store serves. */
async function take(from: Page | Locator, folder: "end2end/screenshots" | "public/help/pictures", name: string): Promise<void> {
  const page = "page" in from ? from.page() : from;
  await page.evaluate(() => document.fonts.ready);
  await from.screenshot({ path: fileURLToPath(new URL(`../../${folder}/${name}.png`, import.meta.url)), animations: "disabled" });
}

test.use({ contextOptions: { reducedMotion: "reduce" } });

test.describe("for the README", () => {
  test.use({ viewport: desk });

  test("search, gate and order", async ({ page }) => {
    await signIn(page, "unverified buyer");
    await search(page, { digits: "COSS" });
    await expect(page.getByRole("table", { name: "Available numbers" })).toContainText("2677");
    await take(page, "end2end/screenshots", "search");
    const dialog = await choose(page, number);
    await dialog.getByRole("button", { name: "Confirm purchase" }).click();
    await expect(gate(page)).toBeVisible();
    await take(page, "end2end/screenshots", "gate");
    await startVerification(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await take(page, "end2end/screenshots", "verify-dark");
    await fillId(page);
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await uploadSelfie(page);
    await expectResult(page, "Identity verified");
    await page.emulateMedia({ colorScheme: "light" });
    await openOrder(page, number);
    await expectStatus(page, "Purchased");
    await take(page, "end2end/screenshots", "order");
  });
});

test.describe("for the help", () => {
  test.use({ viewport: phone, deviceScaleFactor: 1.5 });

  test("a held purchase, step by step", async ({ page }) => {
    await signIn(page, "unverified buyer");
    const dialog = await choose(page, number);
    await take(page, "public/help/pictures", "1-confirm");
    await dialog.getByRole("button", { name: "Confirm purchase" }).click();
    await expect(gate(page)).toBeVisible();
    await take(page, "public/help/pictures", "2-held");
    await startVerification(page);
    await take(page, "public/help/pictures", "3-id");
    await fillId(page);
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Take a selfie" })).toBeVisible();
    await awake(page);
    await take(page, "public/help/pictures", "4-selfie");
    await uploadSelfie(page);
    await expectResult(page, "Identity verified");
    await take(page, "public/help/pictures", "5-verified");
    await openOrder(page, number);
    await expectStatus(page, "Purchased");
    await take(page, "public/help/pictures", "6-bought");
  });
});
