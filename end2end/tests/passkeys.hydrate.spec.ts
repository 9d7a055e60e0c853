import type { Page } from "@playwright/test";
import { type Authenticator, addAuthenticator } from "../fixtures/authenticator.ts";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { open, signIn } from "../fixtures/shopping.ts";

const password = "plusone-demo";

async function type(page: Page, email: string) {
  await page.goto("/sign-in");
  await awake(page);
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function add(page: Page, name: string) {
  await page.getByRole("textbox", { name: "Name of the new passkey" }).fill(name);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("region", { name: "Passkeys" })).toContainText(name);
}

test.describe("a buyer", () => {
  test.use({ host: "localhost" });

  test("adds a passkey, signs in by it, renames and removes it", async ({ page }) => {
    test.slow();
    await signIn(page, "verified buyer");
    await open(page, "/account");
    const passkeys = page.getByRole("region", { name: "Passkeys" });
    await expect(passkeys).toContainText("Is it still you?");
    await look(page, "passkeys unproven");
    await passkeys.getByRole("textbox", { name: "Password" }).fill("wrong");
    await passkeys.getByRole("button", { name: "Continue" }).click();
    await expect(passkeys.getByRole("alert")).toContainText("not your password");
    await passkeys.getByRole("textbox", { name: "Password" }).fill(password);
    await passkeys.getByRole("button", { name: "Continue" }).click();
    await awake(page);
    const device: Authenticator = await addAuthenticator(page);
    await add(page, "Work laptop");
    expect(await device.count()).toBe(1);
    await page.getByRole("textbox", { name: "Name of the new passkey" }).fill("Again");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await expect(passkeys.getByRole("alert")).toContainText("holds one of your passkeys already");
    await page.getByRole("button", { name: "Make new codes" }).click();
    await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);
    await look(page, "passkeys codes");

    await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto("/sign-in?to=%2Forders");
    await awake(page);
    await look(page, "sign-in passkey");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page.getByRole("heading", { name: "Your orders" }).or(page.getByRole("heading", { name: "Orders" })).first()).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("Harbor Dental");

    await open(page, "/account");
    await expect(page.getByText("10 are left.")).toBeVisible();
    await expect(page.getByRole("list", { name: "Recovery codes" }), "shown once").toHaveCount(0);
    await passkeys.getByText("Rename", { exact: true }).click();
    await passkeys.getByRole("textbox", { name: "New name of Work laptop" }).fill("Old laptop");
    await passkeys.getByRole("button", { name: "Save" }).click();
    await expect(passkeys).toContainText("Old laptop");
    await passkeys.getByRole("button", { name: "Remove Old laptop" }).click();
    await expect(passkeys.getByRole("listitem")).toHaveCount(0);
    await expect(passkeys).not.toContainText("Old laptop");
  });

  test.describe("whose passkey the store does not know", () => {
    test.use({ expectedProblem: /status of 401/ });

    test("is told so, and so is one who has none", async ({ page }) => {
      test.slow();
      await type(page, "verified@demo.test");
      await expect(page).toHaveURL(/\/search/);
      await open(page, "/account");
      await addAuthenticator(page);
      await add(page, "Gone");
      await page.getByRole("button", { name: "Remove Gone" }).click();
      await expect(page.getByRole("region", { name: "Passkeys" }).getByRole("listitem")).toHaveCount(0);
      await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
      await awake(page);
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await expect(page.getByRole("alert")).toContainText("This passkey was not accepted");
      await expect(page).toHaveURL(/\/sign-in/);
    });
  });
});

test.describe("an operator", () => {
  test.use({ host: "localhost", settings: { PLUSONE_OPERATOR_PASSKEYS: "required" } });

  test("adds a passkey before anything else, and shows it afterwards", async ({ page, shop }) => {
    test.slow();
    await type(page, "operator@demo.test");
    await expect(page).toHaveURL(/\/sign-in\/passkey/);
    for (const path of ["/search", "/orders", "/account", "/numbers", "/pools", "/pools/new", "/pools/new?country=US&quantity=2", "/verify"]) {
      await page.goto(path);
      await expect(page, path).toHaveURL(/\/sign-in\/passkey/);
    }
    await awake(page);
    await look(page, "door add");
    const device = await addAuthenticator(page);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await expect(page).toHaveURL(/\/account/);
    await expect(page.getByRole("banner")).toContainText("PlusOne Operations");
    await awake(page);
    await page.getByRole("button", { name: "Make new codes" }).click();
    const made = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
    await expect(made).toHaveCount(10);
    const codes = await made.allInnerTexts();
    await page.getByRole("button", { name: "Remove My first passkey" }).click();
    await expect(page.getByRole("alert")).toContainText("your only passkey");

    await type(page, "operator@demo.test");
    await expect(page).toHaveURL(/\/sign-in\/passkey/);
    await awake(page);
    await look(page, "door prove");
    await page.getByRole("button", { name: "Show passkey" }).click();
    await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();

    await device.lose();
    await type(page, "operator@demo.test");
    await page.getByRole("textbox", { name: "Code" }).fill("0000-0000-0000-0000-0000-0000");
    await page.getByRole("button", { name: "Use code" }).click();
    await expect(page.getByRole("alert")).toContainText("no code of yours");
    await page.getByRole("textbox", { name: "Code" }).fill(codes[0]!.toLowerCase());
    await page.getByRole("button", { name: "Use code" }).click();
    await expect(page).toHaveURL(/\/account/);
    await expect(page.getByText("9 are left.")).toBeVisible();

    const code = shop.run(["user", "recover", "--email", "operator@demo.test"]).trim();
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in/);
    await type(page, "operator@demo.test");
    await page.getByRole("textbox", { name: "Code" }).fill(code);
    await look(page, "door code");
    await page.getByRole("button", { name: "Use code" }).click();
    await expect(page).toHaveURL(/\/sign-in\/passkey/);
    await addAuthenticator(page);
    await awake(page);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await expect(page).toHaveURL(/\/account/);
  });

  // Their only passkey stays; and a page that is open when all sessions end may ask once more.
  test.use({ expectedProblem: /status of 4(01|09)/ });
});

test("a site under a bare address says that it has no passkeys", async ({ page }) => {
  await signIn(page, "verified buyer");
  await open(page, "/account");
  await expect(page.getByRole("region", { name: "Passkeys" })).toContainText("bare address");
  await page.goto("/sign-in");
  await awake(page);
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toHaveCount(0);
});
