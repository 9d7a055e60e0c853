import type { Page } from "@playwright/test";
import { awake, happens, scripted } from "../fixtures/awake.ts";
import { askForCamera } from "../fixtures/camera.ts";
import { connectPhone } from "../fixtures/handoff.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { another, typePassword } from "../fixtures/operating.ts";
import { buyHeld, expectStatus, open, openOrder, signIn } from "../fixtures/shopping.ts";
import { expectResult, heading, startVerification, uploadId, uploadSelfie } from "../fixtures/verifying.ts";

const number = "+1 415 555 2677";

test("who refuses biometrics waits for a person, who decides", async ({ page, browser, baseURL }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, number);
  await startVerification(page);
  await uploadId(page);
  await expect(page.getByText("That can take days")).toBeVisible();
  await look(page, "selfie or without");
  await page.getByRole("button", { name: "Go on without a selfie" }).click();
  await expectResult(page, "Your verification is under review");
  await look(page, "without selfie under review");
  await open(page, "/account");
  await expect(page.getByText(/^Refused text \S+, read in English/)).toBeVisible();
  await look(page, "account refused biometrics");
  await openOrder(page, number);
  await expectStatus(page, "Held: under review");

  const operator = await another(browser, baseURL);
  await typePassword(operator);
  await open(operator, "/operator");
  await expect(operator.getByText("No selfie: the buyer refused the use of biometric data.")).toBeVisible();
  await look(operator, "operator queue without selfie");
  await operator.getByRole("link", { name: /^Look at it/ }).click();
  await expect(operator.getByText("No selfie: the buyer refused the use of biometric data.")).toBeVisible();
  await look(operator, "operator case without selfie");
  await approve(operator);
  await operator.context().close();
  await openOrder(page, number);
  await expectStatus(page, "Purchased");
});

test("an ID alone is taken back while a person looks", async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, number);
  await startVerification(page);
  await uploadId(page);
  await page.getByRole("button", { name: "Go on without a selfie" }).click();
  await expectResult(page, "Your verification is under review");
  await open(page, "/account");
  await page.getByRole("button", { name: "Delete my identity data at Persona" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your identity data?" });
  await expect(dialog).toContainText("counts as one of your tries");
  await awake(page);
  await look(page, "identity data reviewed ask");
  await dialog.getByRole("button", { name: "Delete it for good" }).click();
  await expect(dialog).toBeHidden();
  const section = page.getByRole("region", { name: "Identity data" });
  await happens(page, (patience) => expect(section).toContainText("Deleted at Persona", patience));
  await open(page, "/verify");
  await expect(heading(page, "Upload your ID")).toBeVisible();
});

test("consent is taken back before any selfie", async ({ page }) => {
  test.skip(!scripted(), "without script the consent comes with the selfie");
  await askForCamera(page, number);
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await open(page, "/account");
  await look(page, "identity data here");
  await page.getByRole("button", { name: "Take back what I gave" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your identity data?" });
  await expect(dialog).toContainText("that is taken back as well");
  await dialog.getByRole("button", { name: "Delete it for good" }).click();
  await expect(page.getByText(/^Taken back: text \S+, read in English/)).toBeVisible();
  await look(page, "account consent taken back");
});

test("a phone takes another ID, tries again, and refuses biometrics", async ({ page, browser }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, number);
  await startVerification(page);
  const phone = await connectPhone(page, browser);
  await uploadId(phone.page);
  await phone.page.getByRole("button", { name: "Use another ID" }).click();
  await expect(heading(phone.page, "Upload your ID")).toBeVisible();
  await awake(phone.page);
  await uploadId(phone.page, { front: "retry.png" });
  await uploadSelfie(phone.page);
  await expectResult(phone.page, "Please try again");
  await expect(phone.page.getByText("The picture of your ID is out of focus.")).toBeVisible();
  await look(phone.page, "handoff phone try again");
  await phone.page.getByRole("button", { name: "Try again" }).click();
  await expect(heading(phone.page, "Upload your ID")).toBeVisible();
  await awake(phone.page);
  await uploadId(phone.page);
  await phone.page.getByRole("button", { name: "Go on without a selfie" }).click();
  await expectResult(phone.page, "Your verification is under review");
  await look(phone.page, "handoff phone under review");
  await expectResult(page, "Your verification is under review");
  await phone.close();
});

async function approve(operator: Page): Promise<void> {
  const form = operator.getByRole("group").filter({ hasText: "Approve" }).first();
  await form.locator("summary").click();
  await form.getByLabel("Reason").fill("Her passport was shown on a call.");
  await form.getByRole("button").click();
  await expect(operator.getByText("Decided. Whatever was held has gone on.")).toBeVisible();
}
