import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { another, typePassword } from "../fixtures/operating.ts";
import { buyHeld, expectStatus, open, openOrder, signIn } from "../fixtures/shopping.ts";
import { expectResult, startVerification, uploadId } from "../fixtures/verifying.ts";

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

async function approve(operator: Page): Promise<void> {
  const form = operator.getByRole("group").filter({ hasText: "Approve" }).first();
  await form.locator("summary").click();
  await form.getByLabel("Reason").fill("Her passport was shown on a call.");
  await form.getByRole("button").click();
  await expect(operator.getByText("Decided. Whatever was held has gone on.")).toBeVisible();
}
