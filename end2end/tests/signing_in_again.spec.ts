import { awake, scripted } from "../fixtures/awake.ts";
import { open, signIn } from "../fixtures/shopping.ts";
import { expect, test } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

const email = "verified@demo.test";

async function enter(page: Page, password = "plusone-demo") {
  const field = page.getByRole("textbox", { name: "Email" });
  if ((await field.inputValue()) === "") await field.fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("the e-mail stays after a wrong password, and nowhere else", async ({ page, context }) => {
  await page.goto("/sign-in?to=%2Forders");
  await awake(page);
  await enter(page, "plusone-wrong");
  await expect(page.getByRole("alert")).toContainText("do not belong together");
  await awake(page);
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(email);
  await expect(page.getByRole("textbox", { name: "Password" })).toHaveValue("");
  expect(page.url()).not.toContain("verified");
  const kept = (await context.cookies(new URL("/sign-in", page.url()).href)).find((cookie) => cookie.name === "plusone-email");
  expect(kept).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/" });
  await enter(page);
  await expect(page).toHaveURL(/\/orders$/);
});

test("who must sign in is afterwards where they were", async ({ page }) => {
  await page.goto("/search?country=US&type=local&digits=2677&place=San+Francisco");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await expect(page.getByText("Your session ended")).toBeHidden();
  await enter(page);
  await expect(page.getByRole("textbox", { name: "Digits or word" })).toHaveValue("2677");
  await expect(page.getByRole("textbox", { name: "City or region" })).toHaveValue("San Francisco");
});

test("a session that ran out is named", async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: "plusone", value: "x".repeat(43), url: baseURL! }]);
  await page.goto("/account");
  await expect(page.getByText("Your session ended. Sign in to go on where you were;")).toBeVisible();
  await page.getByRole("button", { name: "Sign in as verified buyer" }).click();
  await expect(page).toHaveURL(/\/account$/);
});

test.describe("signed out in another tab", () => {
  test.use({ expectedProblem: /status of 401/ });

  test("the page says so and leads back", async ({ page, context }) => {
    await signIn(page, "verified buyer");
    await open(page, "/search?country=US&type=local&digits=2677");
    const other = await context.newPage();
    await open(other, "/orders");
    await other.getByRole("button", { name: "Sign out" }).click();
    await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(other.getByText("Your session ended")).toBeHidden();
    await page.getByRole("textbox", { name: "Digits or word" }).fill("2678");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/sign-in/);
    if (scripted()) await expect(page.getByText("Your session ended")).toBeVisible();
    await enter(page);
    await expect(page).toHaveURL(/\/search\?.*digits=2678/);
    await expect(page.getByRole("table", { name: "Available numbers" })).toBeVisible();
  });
});

for (const elsewhere of ["//evil.example", "/\\evil.example", "https://evil.example/", "/%09/evil.example", "javascript:alert(1)"]) {
  test(`signing in never leads to ${elsewhere}`, async ({ page }) => {
    await page.goto(`/sign-in?to=${encodeURIComponent(elsewhere).replace("%2509", "%09")}`);
    await expect(page.locator("input[name=to]")).toHaveCount(0);
    await enter(page);
    await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/search/);
  });
}
