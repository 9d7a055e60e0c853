import { signIn } from "../fixtures/shopping.ts";
import { expect, expectAccessible, test } from "../fixtures/test.ts";

/** What the browser is led to when there is no page: a page of the house, whole without script. */
test.describe("in place of a page", () => {
  test.use({ expectedProblem: /404|405|429/ });

  for (const [path, status] of [
    ["/api/buy_number", 405],
    ["/uploads/selfie", 405],
    ["/pkg/nothing.js", 404],
  ] as const) {
    test(`stands a page of the house at ${path}`, async ({ page }) => {
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(status);
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
      // Its style sheet came through its policy.
      await expect(page.getByRole("link", { name: "Find a number" })).not.toHaveCSS("text-decoration-line", "underline");
      for (const scheme of ["light", "dark"] as const) await expectAccessible(page, scheme);
      await page.getByRole("link", { name: "Find a number" }).click();
      await expect(page).toHaveURL(/\/sign-in/);
    });
  }

  test("stands when to come again", async ({ page, freshStore }) => {
    const store = await freshStore({ PLUSONE_RATE_SEARCHES: "2" });
    await page.goto(store.url);
    await page.getByRole("button", { name: "Sign in as verified buyer" }).click();
    await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
    const search = `${store.url}/search?country=US&type=local&digits=26`;
    await expect(async () => {
      const answer = await page.goto(search);
      expect(answer?.status()).toBe(429);
    }).toPass();
    await expect(page.getByRole("heading", { name: "Too many tries" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(/Wait .*, then try again\./);
    await page.setViewportSize({ width: 360, height: 740 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
  });
});

test.describe("a form of another site", () => {
  test.use({ expectedProblem: /403/ });

  test("is refused", async ({ page, context, store }) => {
    await signIn(page, "verified buyer");
    const elsewhere = await context.newPage();
    const evil = store.url.replace("127.0.0.1", "localhost");
    await elsewhere.route(`${evil}/evil`, (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<form method="post" action="${store.url}/api/sign_out"><button>Win</button></form>`,
      }),
    );
    await elsewhere.goto(`${evil}/evil`);
    const answered = elsewhere.waitForResponse(`${store.url}/api/sign_out`);
    await elsewhere.getByRole("button", { name: "Win" }).click();
    expect((await answered).status()).toBe(403);
    await expect(elsewhere.getByRole("heading", { name: "That did not come from the store" })).toBeVisible();
    await page.goto("/orders");
    await expect(page).toHaveURL(/\/orders/);
  });
});

test("signing out leaves nothing in the browser", async ({ page }) => {
  await signIn(page, "verified buyer");
  await page.evaluate(() => {
    sessionStorage.setItem("kept", "typed");
    localStorage.setItem("kept", "typed");
  });
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
});
