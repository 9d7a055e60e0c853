import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { open } from "../fixtures/shopping.ts";

async function act(page: Page, button: string, fields: Record<string, string>): Promise<void> {
  const form = page.getByRole("group").filter({ hasText: button }).first();
  await form.locator("summary").click();
  for (const [name, value] of Object.entries(fields)) await form.getByLabel(name).fill(value);
  await form.getByRole("button").click();
}

test("without script a rule is changed by a plain form, with a reason, by who typed their password", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Email" }).fill("operator@demo.test");
  await page.getByRole("textbox", { name: "Password" }).fill("plusone-demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
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
