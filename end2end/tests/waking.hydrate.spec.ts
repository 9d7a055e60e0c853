import type { Page } from "@playwright/test";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, fileInput, fillId, heading, uploadId } from "../fixtures/verifying.ts";
import { picture } from "../fixtures/picture.ts";

/** Keeps the wasm of the pages loaded from now on back until the returned function is called. */
async function holdBack(page: Page): Promise<() => Promise<void>> {
  let letGo = () => {};
  const typed = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\.wasm$/, async (route) => {
    await typed;
    await route.continue();
  });
  return async () => {
    letGo();
    await awake(page);
  };
}

test.beforeEach(async ({ page }) => signIn(page, "unverified buyer"));

test("what was typed into the search before the page woke is kept", async ({ page }) => {
  const wake = await holdBack(page);
  await page.goto("/search", { waitUntil: "commit" });
  const country = page.getByRole("combobox", { name: "Country" });
  await country.selectOption("Canada");
  await page.getByRole("combobox", { name: "Type" }).selectOption("Toll-free");
  await page.getByRole("textbox", { name: "Digits or word" }).fill("COSS");
  await page.getByRole("textbox", { name: "Area code" }).fill("844");
  await wake();
  await expect(country.getByRole("option", { selected: true })).toHaveText("Canada");
  await expect(page.getByRole("combobox", { name: "Type" })).toHaveValue("toll-free");
  await expect(page.getByRole("textbox", { name: "Digits or word" })).toHaveValue("COSS");
  await expect(page.getByRole("textbox", { name: "Area code" })).toHaveValue("844");
  await page.getByRole("textbox", { name: "Digits or word" }).fill("1677");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("button", { name: "Buy +1 844 555 1677" })).toBeVisible();
});

test("what was typed into the sign-in form before the page woke is kept", async ({ page }) => {
  const wake = await holdBack(page);
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Email" }).fill("verified@demo.test");
  await page.getByRole("textbox", { name: "Password" }).fill("plusone-demo");
  await wake();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue("verified@demo.test");
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveValue("plusone-demo");
});

test("an ID that was chosen before the page woke is kept", async ({ page }) => {
  const wake = await holdBack(page);
  await page.goto("/verify", { waitUntil: "commit" });
  await fillId(page, { country: "Canada", type: "Driver's license" });
  await wake();
  await expect(page.getByRole("combobox", { name: "Issuing country" })).toHaveValue("CA");
  await expect(page.getByRole("radio", { name: "Driver's license" })).toBeChecked();
  await expect(page.getByRole("img", { name: "Chosen picture: Front of ID" })).toBeVisible();
  await expect(page.getByRole("img", { name: "Chosen picture: Back of ID" })).toBeVisible();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
});

test("consent and selfie that were given before the page woke are kept", async ({ page }) => {
  await page.goto("/verify");
  await uploadId(page);
  const wake = await holdBack(page);
  await page.reload({ waitUntil: "commit" });
  await expect(page.getByRole("button", { name: "Start camera" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeDisabled();
  await consent(page);
  await fileInput(page, "Upload a selfie").setInputFiles(picture("selfie.png"));
  await wake();
  await expect(page.getByRole("checkbox", { name: "I agree to the use of my biometric data" })).toBeChecked();
  await expect(page.getByRole("img", { name: "Your selfie" })).toBeVisible();
  await page.getByRole("button", { name: "Use photo" }).click();
  await expectResult(page, "Identity verified");
});

test("a page is complete before it wakes: buying needs no wasm", async ({ page }) => {
  await holdBack(page);
  await page.goto("/search?country=US&type=local&digits=2125552677", { waitUntil: "commit" });
  await page.getByRole("button", { name: "Buy +1 212 555 2677" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expect(page).toHaveURL(/\/orders\/./);
  await expect(page.getByRole("dialog", { name: "Verify your identity" })).toBeVisible();
});
