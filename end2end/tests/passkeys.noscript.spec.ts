import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { signIn } from "../fixtures/shopping.ts";

test.use({ host: "localhost" });

test("without script the page says what a passkey needs, and the password works", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByText("A passkey needs JavaScript. Your password works without.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeDisabled();
  await look(page, "sign-in passkey");
  await signIn(page, "verified buyer");
  await page.goto("/account");
  const passkeys = page.getByRole("region", { name: "Passkeys" });
  await passkeys.getByRole("textbox", { name: "Password" }).fill("plusone-demo");
  await passkeys.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/account#passkeys/);
  await expect(passkeys.getByText("A passkey needs JavaScript.")).toBeVisible();
  await expect(passkeys.getByRole("button", { name: "Add a passkey" })).toBeDisabled();
});
