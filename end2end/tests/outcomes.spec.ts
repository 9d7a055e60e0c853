import { expect, test } from "../fixtures/journey.ts";
import { buy, buyAtOnce, buyHeld, expectStatus, find, gate, openOrder, signIn } from "../fixtures/shopping.ts";
import { expectResult, heading, startVerification, verify } from "../fixtures/verifying.ts";

test.beforeEach(async ({ page }) => signIn(page, "unverified buyer"));

test("declined ends the held orders and frees their numbers", async ({ page }) => {
  await buyHeld(page, "+1 212 555 2677");
  await startVerification(page);
  await verify(page, { front: "declined.jpg" });
  await expectResult(page, "We could not verify you");
  await openOrder(page, "+1 212 555 2677");
  await expectStatus(page, "Declined");
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await signIn(page, "verified buyer");
  await buyAtOnce(page, "+1 212 555 2677");
});

test("under review keeps the hold", async ({ page }) => {
  await buyHeld(page, "+1 212 555 2677");
  await startVerification(page);
  await verify(page, { front: "review.jpg" });
  await expectResult(page, "Your verification is under review");
  await openOrder(page, "+1 212 555 2677");
  await expectStatus(page, "Held: under review");
  await expect(gate(page)).toBeHidden();
});

test("a blurred picture can be sent again", async ({ page }) => {
  await buyHeld(page, "+1 212 555 2677");
  await startVerification(page);
  await verify(page, { front: "retry.jpg" });
  await expectResult(page, "Please try again");
  await expect(page.getByText("The picture of your ID is out of focus.")).toBeVisible();
  await expect(page.getByText("4 of 5 tries left.")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(heading(page, "Upload your ID")).toBeVisible();
  await expect(page.getByText("The picture of your ID is out of focus.")).toBeVisible();
  await verify(page);
  await expectResult(page, "Identity verified");
  await openOrder(page, "+1 212 555 2677");
  await expectStatus(page, "Purchased");
});

test("a held order can be cancelled, and its number is free again", async ({ page }) => {
  const number = "+1 416 555 2677";
  await buyHeld(page, number, "Canada");
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(await find(page, number, "Canada")).toBeHidden();
  await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();

  await page.goto("/orders");
  await page.getByRole("link", { name: number }).click();
  await expect(page.getByRole("heading", { name: number })).toBeVisible();
  if (await gate(page).isVisible()) await page.getByRole("button", { name: "Not now" }).click();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expectStatus(page, "Cancelled");
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
  await expect(await find(page, number, "Canada")).toBeVisible();
  await buyHeld(page, number, "Canada");
});

test("a number that is held by somebody else cannot be bought", async ({ page, browser, baseURL }) => {
  const number = "+1 604 555 1500";
  await buyHeld(page, number, "Canada");
  const context = await browser.newContext({ baseURL, javaScriptEnabled: test.info().project.use.javaScriptEnabled });
  const other = await context.newPage();
  await other.goto("/sign-in");
  await other.getByRole("button", { name: "Sign in as verified buyer" }).click();
  await other.goto(`/search?country=CA&type=local&buy=${encodeURIComponent(number.replaceAll(" ", ""))}`);
  await expect(other.getByRole("dialog", { name: "Confirm purchase" })).toContainText("no longer available");
  await context.close();
});

test("verifying first spares the asking later", async ({ page }) => {
  await page.goto("/verify");
  await verify(page);
  await expectResult(page, "Identity verified");
  await buyAtOnce(page, "+1 787 555 1500", "Puerto Rico");
  await buy(page, "+1 787 555 0101", "Puerto Rico");
  await expectStatus(page, "Purchased");
});
