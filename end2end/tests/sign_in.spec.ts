import { ledger } from "../fixtures/ledger.ts";
import { signIn } from "../fixtures/shopping.ts";
import { expect, test } from "../fixtures/test.ts";

test("signs in by e-mail and password, and out again", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "Email" }).fill("verified@demo.test");
  await page.getByRole("textbox", { name: "Password" }).fill("plusone-demo");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
  await expect(page).toHaveURL(/\/search/);
  await expect(page.getByRole("banner")).toContainText("Harbor Dental");

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto("/orders");
  await expect(page).toHaveURL(/\/sign-in/);
});

for (const [email, password] of [
  ["verified@demo.test", "plusone-wrong"],
  ["nobody@demo.test", "plusone-demo"],
] as const) {
  test(`refuses ${email} with ${password}`, async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("textbox", { name: "Email" }).fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Email and password do not belong together");
    await expect(page).toHaveURL(/\/sign-in/);
    await page.goto("/search");
    await expect(page).toHaveURL(/\/sign-in/);
  });
}

for (const path of ["/", "/search", "/search?digits=2677", "/orders", "/orders/nothing", "/verify", "/account"]) {
  test(`sends a visitor of ${path} to the sign-in page`, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  });
}

test.describe("an address that leads nowhere", () => {
  test.use({ expectedProblem: /404/ });

  for (const path of ["/nowhere", "/orders/nothing", "/orders/01912345-0000-7000-8000-000000000000", "/services/nothing"]) {
    test(`is told of ${path}`, async ({ page }) => {
      await signIn(page, "verified buyer");
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
      await page.getByRole("link", { name: "Find a number" }).click();
      await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
    });
  }
});

test("asks nothing of the vendors for looking around", async ({ page, store }) => {
  await signIn(page, "unverified buyer");
  expect((await ledger(store)).filter((entry) => entry.event === "twilio.bought")).toEqual([]);
});
