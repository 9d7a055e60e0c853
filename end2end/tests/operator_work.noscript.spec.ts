import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { buyHeld, expectStatus, open, openOrder, signIn } from "../fixtures/shopping.ts";
import { expectResult, startVerification, verify } from "../fixtures/verifying.ts";

async function act(page: Page, button: string, fields: Record<string, string>): Promise<void> {
  const form = page.getByRole("group").filter({ hasText: button }).first();
  await form.locator("summary").click();
  for (const [name, value] of Object.entries(fields)) await form.getByLabel(name).fill(value);
  await form.getByRole("button").click();
}

/** Signs an operator in by their password, which counts as a proof for a few minutes. */
async function operate(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Email" }).fill("operator@demo.test");
  await page.getByRole("textbox", { name: "Password" }).fill("plusone-demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
}

test("without script a case under review is decided by a plain form, and the held order completes", async ({ page, browser, baseURL }) => {
  test.slow();
  const number = "+1 212 555 2677";
  const buyer = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await signIn(buyer, "unverified buyer");
  await buyHeld(buyer, number);
  await startVerification(buyer);
  await verify(buyer, { front: "review.jpg" });
  await expectResult(buyer, "Your verification is under review");
  await signIn(page, "operator");
  await open(page, "/operator");
  await expect(page.getByText("show again that it is you"), "one click is no proof").toBeVisible();
  await operate(page);
  await open(page, "/operator");
  await look(page, "operator queue noscript");
  await page.getByRole("link", { name: /Look at it/ }).click();
  await page.locator("summary").filter({ hasText: "Approve" }).click();
  await look(page, "operator account noscript");
  await page.locator("summary").filter({ hasText: "Approve" }).click();
  await act(page, "Approve", { Reason: "Her passport is right." });
  await expect(page.getByText("Decided. Whatever was held has gone on.")).toBeVisible();
  await expect(page.getByRole("region", { name: "What operators did" })).toContainText("Her passport is right.");
  await look(page, "operator account decided noscript");
  await openOrder(buyer, number);
  await expectStatus(buyer, "Purchased");
});

test("without script a rule is changed by a plain form, with a reason, by who typed their password", async ({ page }) => {
  await operate(page);
  await open(page, "/operator");
  await expect(page.getByText("Nothing needs you")).toBeVisible();
  await open(page, "/operator/rules");
  await act(page, "Change Attempts", { "Attempts, 1 to 100": "3", Reason: "Too many tries." });
  await expect(page.getByText("The rule was changed, and counts now.")).toBeVisible();
  const attempts = page.getByRole("listitem").filter({ hasText: "Attempts" });
  await expect(attempts).toContainText("Too many tries.");
  await look(page, "operator rules noscript");
  await act(page, "Back to the setting", { Reason: "It was right." });
  await expect(page.getByText("The setting counts again.")).toBeVisible();
});
