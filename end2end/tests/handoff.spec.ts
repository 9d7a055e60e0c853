import { happens, scripted } from "../fixtures/awake.ts";
import { Phone, beginHandoff, connectPhone, offered, wrong } from "../fixtures/handoff.ts";
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
  await expect(phone.page.getByText(code), "it stands on the computer's screen alone").toHaveCount(0);
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

test("a code may be wrong once; another one ends it on both screens", async ({ page, browser }) => {
  const { link, code } = await beginHandoff(page);
  const phone = await Phone.open(browser, link);
  await phone.type(wrong(code));
  await expect(phone.page.getByRole("alert")).toContainText("That is not the number on your computer's screen");
  await look(phone.page, "handoff slip");
  await happens(page, (patience) => expect(page.getByRole("alert")).toContainText("Somebody typed another number", patience));
  await look(page, "handoff slip computer");
  await phone.type(wrong(code));
  await expect(heading(phone.page, "Another number was typed on a phone, twice")).toBeVisible();
  await look(phone.page, "handoff wrong code");
  await happens(page, (patience) => expect(page.getByRole("alert")).toContainText("Another number was typed on a phone, twice", patience));
  await look(page, "handoff wrong code computer");
  const again = await beginHandoff(page);
  const other = await Phone.open(browser, again.link);
  await other.type(wrong(again.code));
  await other.enter(again.code);
  await expect(heading(other.page, "Upload your ID")).toBeVisible();
  await other.close();
  await phone.close(/410/);
});

test("a phone ends itself, and the computer goes on", async ({ page, browser }) => {
  const phone = await connectPhone(page, browser);
  await happens(page, (patience) => expect(page.getByText(/^Phone connected/)).toBeVisible(patience));
  await phone.page.getByRole("button", { name: "End on this phone" }).click();
  await expect(heading(phone.page, "You are done on this phone")).toBeVisible();
  expect(await phone.page.context().cookies(), "the browser keeps nothing of it").toEqual([]);
  await happens(page, (patience) => expect(page.getByRole("button", { name: "Continue on your phone" })).toBeVisible(patience));
  await uploadId(page);
  await expect(heading(page, "Take a selfie")).toBeVisible();
  await phone.close(/401/);
});

test("a phone is told when a person must look", async ({ page, browser }) => {
  const phone = await connectPhone(page, browser);
  await uploadId(phone.page, { front: "review.png" });
  await uploadSelfie(phone.page);
  await expectResult(phone.page, "Your verification is under review");
  await expect(phone.page.getByText("A person looks at your pictures.")).toBeVisible();
  await look(phone.page, "handoff phone review");
  await phone.close();
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
    await look(page, "handoff texted");
    if (scripted()) await expect(page.getByRole("button", { name: "Copy link" })).toBeVisible();
  });
});

test.describe("where few text messages are sent", () => {
  test.use({
    settings: {
      PLUSONE_PUBLIC_URL: "https://numbers.example",
      PLUSONE_SMS_FROM: "+15005550006",
      PLUSONE_SMS_DAILY_ACCOUNT: "1",
    },
    expectedProblem: /429/,
  });

  test("the day's last one is told as such", async ({ page }) => {
    await open(page, "/verify");
    await beginHandoff(page);
    const number = page.getByRole("textbox", { name: "Or get the link by text message" });
    await number.fill("+1 202 555 0123");
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByText("The message was sent.")).toBeVisible();
    await number.fill("+1 202 555 0124");
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByRole("alert")).toContainText("No more text messages can be sent today");
    await look(page, "handoff no more texts");
  });
});
