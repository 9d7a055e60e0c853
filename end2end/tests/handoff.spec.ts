import { happens, scripted } from "../fixtures/awake.ts";
import { Phone, beginHandoff, offered } from "../fixtures/handoff.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { buyHeld, open, signIn } from "../fixtures/shopping.ts";
import { expectResult, heading, startVerification, uploadId, uploadSelfie } from "../fixtures/verifying.ts";

const number = "+1 415 555 2677";

test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, number);
  await startVerification(page);
});

test("a phone takes the pictures, and both screens see the purchase through", async ({ page, browser }) => {
  const { link, code } = await beginHandoff(page);
  await expect(page.getByText("A phone cannot reach this store")).toBeVisible();
  await expect(page.getByRole("img", { name: "QR code of the link below" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Continue", exact: true })).toBeHidden();
  await look(page, "handoff loopback");
  const phone = await Phone.open(browser, link);
  expect(await phone.codes()).toContain(code);
  await look(phone.page, "handoff question");
  await phone.enter(code);
  await expect(heading(phone.page, "Upload your ID")).toBeVisible();
  await look(phone.page, "handoff phone document");
  await happens(page, (patience) => expect(page.getByText(/^Phone connected/)).toBeVisible(patience));
  await look(page, "handoff connected");
  await uploadId(phone.page, { front: "late.png" });
  await expect(heading(phone.page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
  await happens(page, (patience) => expect(page.getByText("Front received")).toHaveText(/done/, patience));
  await look(page, "handoff received");
  await look(phone.page, "handoff phone selfie");
  await uploadSelfie(phone.page);
  await expect(heading(phone.page, "Checking your identity")).toBeVisible();
  await expect(phone.page.getByText("You can close this page.")).toBeVisible();
  await expect(phone.page.getByText("Your purchase is completing on your computer.")).toBeVisible();
  await look(phone.page, "handoff phone checking");
  await expectResult(page, "Checking your identity");
  await expectResult(page, "Identity verified", 60_000);
  await expect(page.getByText(number).first()).toBeVisible();
  await expectResult(phone.page, "Identity verified");
  await happens(phone.page, (patience) => expect(phone.page.getByText("Your purchase is complete.")).toBeVisible(patience));
  await look(phone.page, "handoff phone verified");
  await expect(phone.page.getByText(number)).toHaveCount(0);
  await phone.close();
});

test("another code ends it on both screens", async ({ page, browser }) => {
  const { link, code } = await beginHandoff(page);
  const phone = await Phone.open(browser, link);
  await phone.pick((await phone.codes()).find((other) => other !== code)!);
  await expect(heading(phone.page, "That is not the number on your computer's screen")).toBeVisible();
  await look(phone.page, "handoff wrong code");
  await happens(page, (patience) => expect(page.getByRole("alert")).toContainText("Another number was picked", patience));
  await look(page, "handoff wrong code computer");
  await phone.close(/410/);
});

test("continuing here ends the phone, and the computer goes on", async ({ page, browser }) => {
  const { link, code } = await beginHandoff(page);
  const phone = await Phone.open(browser, link);
  await phone.enter(code);
  await happens(page, (patience) => expect(page.getByText(/^Phone connected/)).toBeVisible(patience));
  await page.getByRole("button", { name: "Continue here instead" }).click();
  await expect(page.getByRole("button", { name: "Continue on your phone" })).toBeVisible();
  await happens(phone.page, (patience) => expect(heading(phone.page, "You are done on this phone")).toBeVisible(patience));
  await look(phone.page, "handoff over");
  await uploadId(page);
  const again = await beginHandoff(page);
  expect(again.link).not.toBe(link);
  await page.getByRole("button", { name: "Continue here instead" }).click();
  await uploadSelfie(page);
  await expectResult(page, "Identity verified");
  await phone.close(/401/);
});

test("a new code replaces the one before", async ({ page, browser }) => {
  const first = await beginHandoff(page);
  await page.reload();
  expect((await offered(page)).code, "a reload shows the same truth").toBe(first.code);
  await page.getByRole("button", { name: "Get a new code" }).click();
  await expect(page.getByRole("textbox", { name: "Link for your phone" })).not.toHaveValue(first.link);
  const phone = await Phone.open(browser, first.link);
  await expect(heading(phone.page, "This link leads nowhere any more")).toBeVisible();
  await phone.close(/410/);
});

test.describe("where others reach the store", () => {
  test.use({ settings: { PLUSONE_PUBLIC_URL: "https://numbers.example", PLUSONE_SMS_FROM: "+15005550006" } });

  test("there is a code to scan, and the link by text message", async ({ page }) => {
    await open(page, "/verify");
    await beginHandoff(page);
    await expect(page.getByRole("img", { name: "QR code of the link below" })).toBeVisible();
    await look(page, "handoff code");
    await page.getByRole("textbox", { name: "Or get the link by text message" }).fill("+1 500 555 0009");
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByText("That number takes no text messages.")).toBeVisible();
    await page.getByRole("textbox", { name: "Or get the link by text message" }).fill("+1 202 555 0123");
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByText("The message was sent.")).toBeVisible();
    if (scripted()) await expect(page.getByRole("button", { name: "Copy link" })).toBeVisible();
  });
});
