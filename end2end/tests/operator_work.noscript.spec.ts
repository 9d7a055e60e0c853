import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { another, typePassword, underReview } from "../fixtures/operating.ts";
import { expectStatus, open, openOrder, signIn } from "../fixtures/shopping.ts";

async function act(page: Page, button: string, fields: Record<string, string>): Promise<void> {
  const form = page.getByRole("group").filter({ hasText: button }).first();
  await form.locator("summary").click();
  for (const [name, value] of Object.entries(fields)) await form.getByLabel(name).fill(value);
  await form.getByRole("button").click();
}

test("without script a case under review is decided by a plain form, and the held order completes", async ({ page, browser, baseURL }) => {
  test.slow();
  const number = "+1 212 555 2677";
  const buyer = await another(browser, baseURL);
  await underReview(buyer, number);
  await signIn(page, "operator");
  await open(page, "/operator");
  await expect(page.getByText("show again that it is you"), "one click is no proof").toBeVisible();
  for (const [password, says] of [["a guess", "That is not your password"], ["plusone-demo", "Identities under review"]] as const) {
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(page.getByText(says)).toBeVisible();
    await expect(page).toHaveURL(/\/operator(\?problem=password)?$/);
  }
  await expect(page.getByText("show again that it is you")).toBeHidden();
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
  await typePassword(page);
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
