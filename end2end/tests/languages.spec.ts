import type { Page } from "@playwright/test";
import { awake, happens, scripted } from "../fixtures/awake.ts";
import { Phone, beginHandoff } from "../fixtures/handoff.ts";
import { expect, test } from "../fixtures/journey.ts";
import { tabTo } from "../fixtures/keyboard.ts";
import { type Tongue, french, spanish, speak, told, ways } from "../fixtures/languages.ts";
import { look } from "../fixtures/look.ts";
import { picture } from "../fixtures/picture.ts";
import { buyHeld, open, signIn } from "../fixtures/shopping.ts";
import { expectAccessible } from "../fixtures/test.ts";
import { expectResult, startVerification, uploadId, uploadSelfie } from "../fixtures/verifying.ts";

const english = { tag: "en", name: "English" };
const number = "+1 212 555 2677";
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true, level: 1 });

/** From the sign-in page to the number. */
async function buyInWords(page: Page, tongue: Tongue, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto("/sign-in");
  await awake(page);
  await speak(page, tongue);
  await look("sign-in");
  await button(page, tongue.demo).click();
  await expect(heading(page, tongue.find)).toBeVisible();
  await open(page, "/search?country=US&area_code=212&digits=5552677");
  await look("search");
  await button(page, tongue.buy(number)).click();
  await awake(page);
  await look("confirm");
  await page.getByRole("dialog").getByRole("button", { name: tongue.confirm, exact: true }).click();
  await expect(page.getByRole("dialog", { name: tongue.gate })).toContainText(number);
  await awake(page);
  await look("gate");
  await button(page, tongue.start).click();
  await expect(heading(page, tongue.upload)).toBeVisible();
  await awake(page);
  await look("document");
  await page.getByRole("radio", { name: tongue.type, exact: true }).check();
  await button(page, tongue.front).setInputFiles(picture("front.png"));
  await button(page, tongue.back).setInputFiles(picture("back.png"));
  await button(page, tongue.next).click();
  await expect(heading(page, tongue.selfie)).toBeVisible({ timeout: 20_000 });
  await awake(page);
  await look("selfie");
  await page.getByRole("checkbox", { name: tongue.agree }).check();
  await button(page, tongue.selfieFile).setInputFiles(picture("selfie.png"));
  await button(page, tongue.use).click();
  await happens(page, (patience) => expect(heading(page, tongue.verified)).toBeVisible(patience));
  const order = page.getByRole("main").getByRole("link", { name: number });
  await happens(page, (patience) => expect(order).toContainText(tongue.purchased, patience));
  await look("verified");
  await order.click();
  await happens(page, (patience) => expect(page.getByRole("status")).toHaveText(tongue.purchased, patience));
  await expect(page.locator("html")).toHaveAttribute("lang", tongue.tag);
  await look("order");
  await open(page, "/account");
  await look("account");
}

for (const tongue of [spanish, french]) {
  test(`a held purchase is led to its end in ${tongue.name}`, async ({ page }) => {
    test.slow();
    await buyInWords(page, tongue, (name) => look(page, `${tongue.tag} ${name}`));
  });
}

test.describe("a browser that asks for a language", () => {
  test.use({ locale: "fr-CA" });

  test("gets it, and keeps another that is chosen", async ({ page }) => {
    await page.goto("/sign-in");
    await expect(page.locator("html")).toHaveAttribute("lang", "fr-CA");
    await expect(ways(page)).toHaveText(["English", "Español", "Français"]);
    for (const [at, tag] of ["en", "es-PR", "fr-CA"].entries()) await expect(ways(page).nth(at)).toHaveAttribute("lang", tag);
    await expect(page.getByRole("contentinfo").locator("[aria-current]")).toHaveText("Français");
    await awake(page);
    await speak(page, spanish);
    await expect(page).toHaveURL(/\/sign-in$/);
    await button(page, spanish.demo).click();
    await expect(heading(page, spanish.find)).toBeVisible();
    await open(page, "/help/identity-verification");
    await speak(page, english);
    await expect(page).toHaveURL(/\/help\/identity-verification$/);
    await expectAccessible(page);
  });
});

test("the language is chosen by keyboard, and the page stays where it was", async ({ page }) => {
  await signIn(page, "verified buyer");
  await open(page, "/search?country=US&area_code=415&digits=2677");
  await tabTo(page, ways(page).nth(1));
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", "es-PR");
  await expect(page).toHaveURL(/digits=2677/);
  await expect(page.getByRole("table", { name: "Números disponibles" })).toBeVisible();
  if (!scripted()) return;
  // What is left behind is left in the language of the page that is shown now.
  await awake(page);
  await page.getByRole("banner").getByRole("link", { name: "Pedidos", exact: true }).click();
  await expect(heading(page, "Pedidos")).toBeVisible();
  await speak(page, french);
  await expect(page).toHaveURL(/\/orders$/);
  await expect(heading(page, "Commandes")).toBeVisible();
});

const pages = {
  "verified buyer": [
    "/search", "/search?country=US&digits=99999999&area_code=415", "/orders", "/numbers", "/pools", "/pools/new", "/services",
    "/services/a2p-brand", "/services/toll-free", "/services/cnam", "/services/shaken-stir", "/account", "/notices", "/verify",
    "/help/identity-verification", "/sign-in", "/invite/none", "/sign-in/reset/none", "/handoff", "/handoff/none",
  ],
  "unverified buyer": ["/verify"],
  operator: ["/operator", "/operator/orders", "/operator/verifications", "/operator/submissions", "/operator/webhooks", "/operator/rules", "/operator/feedback"],
} as const;

/** Names, and words that are the same in some two of the languages; a place is a name and its state. */
const shared = new Set([
  "PlusOne", "Harbor Dental", "Northwind Roofing", "PlusOne Operations", "LC Phone", "SHAKEN/STIR", "SMS", "MMS", "Local",
  "Mobile", "Type", "Admin", "Services", "Services · PlusOne", "Webhooks", "Webhooks · PlusOne", "Canada", "France", "Portugal", "Australia", "Colombia", "India", "Jamaica",
  "Philippines", "Puerto Rico",
]);
const place = /^[A-Z][A-Za-z. ]+, [A-Z]{2}$/;

/** What of these texts a page still says. */
async function still(page: Page, before: string[]): Promise<string[]> {
  return (await told(page)).filter((text) => before.includes(text) && !shared.has(text) && !place.test(text));
}

/** Reads the page that stands there in every language, and goes back to English. */
async function expectTranslated(page: Page, name: string): Promise<void> {
  const before = await told(page);
  expect(before.length, name).toBeGreaterThan(5);
  for (const tongue of [spanish, french]) {
    await speak(page, tongue);
    expect.soft(await still(page, before), `${name} in ${tongue.name}`).toEqual([]);
  }
  await speak(page, english);
}

test.describe("no English is left", () => {
  test.use({ expectedProblem: /40[14]|410/ });

  for (const [who, paths] of Object.entries(pages)) {
    test(`on the pages of ${who}`, async ({ page }) => {
      test.slow();
      await signIn(page, who as keyof typeof pages);
      const before = new Map<string, string[]>();
      for (const path of paths) {
        await open(page, path);
        before.set(path, await told(page));
        expect(before.get(path)!.length, path).toBeGreaterThan(5);
      }
      for (const tongue of [spanish, french]) {
        await open(page, "/search");
        await speak(page, tongue);
        for (const path of paths) {
          await open(page, path);
          expect.soft(await still(page, before.get(path)!), `${path} in ${tongue.name}`).toEqual([]);
        }
      }
    });
  }

  test("on a phone that goes on for a computer, and beside it", async ({ page, browser }) => {
    test.slow();
    await signIn(page, "unverified buyer");
    await buyHeld(page, number);
    await startVerification(page);
    const { link, code } = await beginHandoff(page);
    await expectTranslated(page, "the computer that waits");
    const phone = await Phone.open(browser, link);
    await expectTranslated(phone.page, "the phone's question");
    await phone.enter(code);
    await expectTranslated(phone.page, "the phone's document");
    await happens(page, (patience) => expect(page.getByText(/^Phone connected/)).toBeVisible(patience));
    await expectTranslated(page, "the computer while a phone is at it");
    await uploadId(phone.page, { front: "late.png" });
    await expectTranslated(phone.page, "the phone's selfie");
    await uploadSelfie(phone.page);
    await expectResult(phone.page, "Checking your identity");
    await expectTranslated(phone.page, "the phone that waits");
    await expectResult(phone.page, "Identity verified", 60_000);
    await expectTranslated(phone.page, "the phone that is done");
    await phone.close();
  });
});
