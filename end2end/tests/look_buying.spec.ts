import { awake, scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { buy, buyHeld, choose, expectStatus, find, gate, open, openOrder, search, signIn } from "../fixtures/shopping.ts";
import { expectResult, heading, verify } from "../fixtures/verifying.ts";

test.beforeEach(() => test.slow());

test.describe("signed out", () => {
  test.use({ expectedProblem: /404/ });

  test("the way in looks right", async ({ page }) => {
    await page.goto("/sign-in");
    await expect(page.getByRole("button", { name: "Sign in as operator" })).toBeVisible();
    await look(page, "sign-in");
    await page.getByRole("textbox", { name: "Email" }).fill("nobody@demo.test");
    await page.getByRole("textbox", { name: "Password" }).fill("nothing");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await look(page, "sign-in wrong");
    await signIn(page, "verified buyer");
    await page.goto("/sign-in");
    await expect(page.getByText("You are signed in as")).toBeVisible();
    await look(page, "sign-in again");
    await page.goto("/nowhere");
    await look(page, "nowhere");
  });
});

test.describe("the search", () => {
  test.use({ expectedProblem: /status of 422/ });

  test("looks right", async ({ page }) => {
    await signIn(page, "verified buyer");
    await expect(page.getByRole("table", { name: "Available numbers" })).toBeVisible();
    await look(page, "search");
    await search(page, { digits: "COSS", areaCode: "415" });
    await expect(page.getByRole("table", { name: "Available numbers" })).toBeVisible();
    await look(page, "search word");
    await search(page, { country: "United Kingdom", type: "Mobile" });
    await expect(page.getByRole("table", { name: "Available numbers" })).toContainText("+44 7700");
    await look(page, "search mobile");
    await search(page, { digits: "99999999", areaCode: "415" });
    await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
    await look(page, "search empty");
    await page.goto("/search?digits=%C3%A4");
    await expect(page.getByRole("alert")).toBeVisible();
    await look(page, "search refused");
    const dialog = await choose(page, "+1 212 555 2677");
    await expect(dialog.getByText("We buy the number at once.")).toBeVisible();
    await look(page, "confirm at once");
  });
});

test("the gate looks right", async ({ page }) => {
  const number = "+1 415 555 2677";
  await signIn(page, "unverified buyer");
  await look(page, "search unverified");
  await open(page, "/orders");
  await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  await look(page, "orders empty");
  const dialog = await choose(page, number);
  await expect(dialog.getByText("You verify your identity next.")).toBeVisible();
  await look(page, "confirm held");
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expect(gate(page)).toBeVisible();
  await awake(page);
  await page.getByText("What happens to my data").click();
  await look(page, "gate");
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(gate(page)).toBeHidden();
  if (scripted()) await look(page, "search held note");
  await openOrder(page, number);
  await page.reload();
  await expect(gate(page)).toBeVisible();
  await awake(page);
  await look(page, "order gate");
  await page.getByRole("button", { name: "Not now" }).click();
  await expectStatus(page, "Held: identity needed");
  if (!scripted()) await page.getByRole("button", { name: "Not now" }).click();
  await look(page, "order held");
  await page.goto(`/search?country=US&type=local&buy=${encodeURIComponent("+14155552677")}`);
  await expect(page.getByRole("dialog", { name: "Confirm purchase" })).toContainText("no longer available");
  await awake(page);
  await look(page, "confirm gone");
  await openOrder(page, number);
  if (await gate(page).isVisible()) await page.getByRole("button", { name: "Not now" }).click();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expectStatus(page, "Cancelled");
  await look(page, "order cancelled");
});

test("orders look right", async ({ page }) => {
  await signIn(page, "verified buyer");
  await buy(page, "+1 415 555 0004");
  await expectStatus(page, "Completing");
  await look(page, "order completing");
  for (const [number, status] of [
    ["+1 415 555 0001", "Number no longer available"],
    ["+1 415 555 0123", "Purchased"],
  ] as const) {
    await buy(page, number);
    await expectStatus(page, status);
    await look(page, `order ${status}`);
  }
  await openOrder(page, "+1 415 555 0004");
  await expectStatus(page, "Failed", 75_000);
  await look(page, "order failed");
  await open(page, "/orders");
  await expect(page.getByRole("list", { name: "Your orders" }).getByRole("link")).toHaveCount(3);
  await look(page, "orders");
});

test("what an own-carrier buyer sees looks right", async ({ page }) => {
  await signIn(page, "own-carrier buyer");
  await expect(page.getByRole("table", { name: "Available numbers" })).toBeVisible();
  await look(page, "search own carrier");
  await open(page, "/verify");
  await expect(heading(page, "Nothing to verify")).toBeVisible();
  await look(page, "verify not needed");
});

test("a verified account looks right", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 212 555 2677");
  await open(page, "/verify");
  await verify(page);
  await expectResult(page, "Identity verified");
  await expect(await find(page, "+1 212 555 2678")).toBeVisible();
  await look(page, "search verified");
});
