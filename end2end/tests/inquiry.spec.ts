import type { Locator, Page } from "@playwright/test";
import { awake, happens } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { ledger } from "../fixtures/ledger.ts";
import { look } from "../fixtures/look.ts";
import { another, typePassword } from "../fixtures/operating.ts";
import { picture } from "../fixtures/picture.ts";
import type { Store } from "../fixtures/server.ts";
import { buyHeld, expectStatus, open, openOrder, signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, fileInput, heading } from "../fixtures/verifying.ts";

test.use({ settings: { PLUSONE_PERSONA_TRANSPORT: "inquiry" } });

const number = "+1 212 555 2677";
/** Where the emulated vendor lives: anywhere but at the store. */
const hosted = /^http:\/\/127\.0\.0\.1:\d+\/verify\?code=/;

test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
});

function way(page: Page, name = "Continue to Persona"): Locator {
  return page.getByRole("button", { name, exact: true });
}

/** From the gate's dialog to the vendor's page. */
async function leave(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start verification" }).click();
  await expect(heading(page, "Verify with Persona")).toBeVisible();
  await consent(page);
  await way(page).click();
  await expect(page).toHaveURL(hosted);
}

/** Shows ID and selfie on the vendor's page, which leads back. */
async function show(page: Page, shop: Store, front = "front.png"): Promise<void> {
  await expect(page.getByText("This is an emulation of Persona's page")).toBeVisible();
  await fileInput(page, "Front of ID").setInputFiles(picture(front));
  await fileInput(page, "Selfie").setInputFiles(picture("selfie.png"));
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page).toHaveURL((url) => url.origin === shop.url && url.pathname === "/verify");
}

async function inquiries(shop: Store): Promise<number> {
  return (await ledger(shop)).filter((entry) => entry.event === "persona.inquiry").length;
}

test("an identity is shown on the vendor's page, and the held number is bought", async ({ page, shop }) => {
  await buyHeld(page, number);
  await leave(page);
  await show(page, shop);
  await expectResult(page, "Identity verified");
  await openOrder(page, number);
  await expectStatus(page, "Purchased");
  expect(await inquiries(shop)).toBe(1);
});

test("nobody leaves without consent", async ({ page, shop }) => {
  await open(page, "/verify");
  await way(page).click();
  await expect(heading(page, "Verify with Persona")).toBeVisible();
  expect(new URL(page.url()).origin).toBe(shop.url);
  expect(await inquiries(shop)).toBe(0);
});

test("who comes back half-way goes on with the same inquiry", async ({ page, shop }) => {
  await buyHeld(page, number);
  await leave(page);
  await open(page, "/verify?inquiry-id=inq_1&status=approved&reference-id=somebody");
  await expect(heading(page, "Finish at Persona")).toBeVisible();
  await expect(page.getByText("somebody")).toBeHidden();
  await way(page, "Go on at Persona").click();
  await expect(page).toHaveURL(hosted);
  await show(page, shop);
  await expectResult(page, "Identity verified");
  expect(await inquiries(shop)).toBe(1);
});

test("a second tab leads to the same inquiry, and the first one follows", async ({ page, shop, context }) => {
  await buyHeld(page, number);
  await open(page, "/verify");
  const other = await context.newPage();
  await open(other, "/verify");
  await consent(other);
  await way(other).click();
  await expect(other).toHaveURL(hosted);
  await happens(page, (patience) => expect(heading(page, "Finish at Persona")).toBeVisible(patience));
  await way(page, "Go on at Persona").click();
  await expect(page).toHaveURL(hosted);
  await show(page, shop);
  await expectResult(page, "Identity verified");
  expect(await inquiries(shop)).toBe(1);
});

test("a blurred picture can be shown again", async ({ page, shop }) => {
  await buyHeld(page, number);
  await leave(page);
  await show(page, shop, "retry.png");
  await expectResult(page, "Please try again");
  await expect(page.getByText("4 of 5 tries left.")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(heading(page, "Verify with Persona")).toBeVisible();
  await expect(page.getByText("The picture of your ID is out of focus.")).toBeVisible();
  await look(page, "verify at vendor again");
  await consent(page);
  await way(page).click();
  await show(page, shop);
  await expectResult(page, "Identity verified");
});

test("declined ends the held order", async ({ page, shop }) => {
  await buyHeld(page, number);
  await leave(page);
  await show(page, shop, "declined.png");
  await expectResult(page, "We could not verify you");
  await openOrder(page, number);
  await expectStatus(page, "Declined");
});

test("under review keeps the hold", async ({ page, shop }) => {
  await buyHeld(page, number);
  await leave(page);
  await show(page, shop, "review.png");
  await expectResult(page, "Your verification is under review");
  await openOrder(page, number);
  await expectStatus(page, "Held: under review");
});

test("a webhook that never comes costs seconds", async ({ page, shop }) => {
  await buyHeld(page, number);
  await leave(page);
  await show(page, shop, "lost.png");
  await expectResult(page, "Identity verified");
});

test("who refuses a selfie is looked after by a person here, and may go to Persona after all", async ({ page, shop, browser, baseURL }) => {
  await buyHeld(page, number);
  await open(page, "/verify");
  await expect(page.getByText("does not go on without one")).toBeVisible();
  await page.getByRole("button", { name: "Go on without a selfie" }).click();
  await expectResult(page, "Your verification is under review");
  await expect(page.getByText("nothing more goes to Persona")).toBeVisible();
  await look(page, "verify referred");
  const operator = await another(browser, baseURL);
  await typePassword(operator);
  await open(operator, "/operator");
  await expect(operator.getByText("this was not sent there")).toBeVisible();
  await look(operator, "operator queue referred");
  await operator.getByRole("link", { name: /^Look at it/ }).click();
  await expect(operator.getByText("this was not sent there")).toBeVisible();
  await look(operator, "operator case referred");
  await operator.context().close();
  await page.getByRole("button", { name: "Take a selfie after all" }).click();
  await expect(heading(page, "Verify with Persona")).toBeVisible();
  await awake(page);
  await consent(page);
  await way(page).click();
  await expect(page).toHaveURL(hosted);
  await show(page, shop);
  await expectResult(page, "Identity verified");
});

test("the steps look right", async ({ page }) => {
  await buyHeld(page, number);
  await open(page, "/verify");
  await look(page, "verify with vendor");
  await consent(page);
  await way(page).click();
  await expect(page).toHaveURL(hosted);
  await look(page, "vendor page");
  await open(page, "/verify");
  await look(page, "verify at vendor");
});

test.describe("while the vendor is away", () => {
  // Nothing listens on the discard port.
  test.use({ settings: { PLUSONE_PERSONA_TRANSPORT: "inquiry", PLUSONE_PERSONA_URL: "http://127.0.0.1:9/api/v1" } });

  test("the page says so and lets one try again", async ({ page }) => {
    await open(page, "/verify");
    await consent(page);
    await way(page).click();
    await expect(page.getByRole("alert")).toContainText("Persona does not answer.");
    await expect(way(page, "Go on at Persona")).toBeEnabled();
    await look(page, "verify vendor away");
  });
});
