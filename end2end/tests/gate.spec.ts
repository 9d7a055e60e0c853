import { happens, scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { purchases } from "../fixtures/ledger.ts";
import { buyAtOnce, buyHeld, expectStatus, gate, open, openOrder, orderRow, signIn } from "../fixtures/shopping.ts";
import { expectResult, fileInput, fillId, heading, startVerification, uploadId, uploadSelfie, verify } from "../fixtures/verifying.ts";

test.beforeEach(async ({ page }) => signIn(page, "unverified buyer"));

test("an unverified buyer verifies once, and is not asked again", async ({ page }) => {
  await buyHeld(page, "+1 212 555 2677");
  await startVerification(page);
  await uploadId(page);
  await uploadSelfie(page);
  await expectResult(page, "Identity verified");
  const order = orderRow(page, "Your orders", "+1 212 555 2677");
  await happens(page, (patience) => expect(order).toContainText("Purchased", patience));
  await expect(page.getByText("+1 212 555 2677 is yours now.")).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("Identity verified");

  await order.click();
  await expectStatus(page, "Purchased");
  await expect(gate(page)).toBeHidden();
  await buyAtOnce(page, "+1 416 555 2677", "Canada");
});

test("a number of the carrier is bought when the buyer is verified", async ({ page, shop }) => {
  await buyHeld(page, "+1 202 555 0123");
  expect(await purchases(shop, "+1 202 555 0123")).toEqual([]);
  await startVerification(page);
  await verify(page);
  await expectResult(page, "Identity verified");
  await openOrder(page, "+1 202 555 0123");
  await expectStatus(page, "Purchased");
  expect(await purchases(shop, "+1 202 555 0123")).toMatchObject([{ event: "twilio.bought" }]);
});

test("one verification completes every held order", async ({ page, shop }) => {
  const numbers = ["+1 312 555 1234", "+1 787 555 0100"];
  await buyHeld(page, numbers[0]!);
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(gate(page)).toBeHidden();
  await buyHeld(page, numbers[1]!, "Puerto Rico");
  await startVerification(page);
  await verify(page);
  await expectResult(page, "Identity verified");
  for (const number of numbers) {
    const order = orderRow(page, "Your orders", number);
    await happens(page, (patience) => expect(order).toContainText("Purchased", patience));
  }
  await expect(page.getByText("+1 787 555 0100 and +1 312 555 1234 are yours now.")).toBeVisible();
  expect(await purchases(shop, numbers[1]!)).toMatchObject([{ event: "twilio.bought" }]);
});

test("the order's page leads to the verification too, and follows it", async ({ page, context }) => {
  await buyHeld(page, "+1 604 555 1500", "Canada");
  await page.getByRole("button", { name: "Not now" }).click();
  await openOrder(page, "+1 604 555 1500");
  // Whoever comes from a link was asked before; a page that the server sends asks, and can be told to stop.
  if (!scripted()) await page.getByRole("button", { name: "Not now" }).click();
  await expect(gate(page)).toBeHidden();
  await expectStatus(page, "Held: identity needed");
  await expect(page.getByRole("status")).toHaveCount(1);

  const other = await context.newPage();
  await open(other, "/verify");
  await verify(other);
  await expectStatus(page, "Purchased");
});

test("a reload keeps what was done of the verification", async ({ page }) => {
  await buyHeld(page, "+1 415 555 2677");
  await startVerification(page);
  await uploadId(page, { front: "lost.png" });
  await page.reload();
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
  await open(page, "/verify");
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
  await uploadSelfie(page);
  await expect(heading(page, "Checking your identity")).toBeVisible();
  await page.reload();
  await expect(heading(page, "Checking your identity")).toBeVisible();
  await openOrder(page, "+1 415 555 2677");
  await expect(gate(page)).toBeHidden();
  await expectStatus(page, "Held: identity needed");
  await expect(page.getByText("Your identity is being checked.")).toBeVisible();
});

test("a passport has no back", async ({ page }) => {
  await buyHeld(page, "+1 415 555 2677");
  await startVerification(page);
  await fillId(page, { type: "Driver's license" });
  await expect(fileInput(page, "Back of ID")).toBeVisible();
  await page.getByRole("radio", { name: "Passport", exact: true }).check();
  if (scripted()) await expect(fileInput(page, "Back of ID")).toBeHidden();
  else await expect(page.getByText("A passport needs none.")).toBeVisible();
  await page.reload();
  await uploadId(page, { type: "Passport", back: null });
  await uploadSelfie(page);
  await expectResult(page, "Identity verified");
});

test("another country has other documents", async ({ page }) => {
  await open(page, "/verify");
  await page.getByRole("combobox", { name: "Issuing country" }).selectOption("Germany");
  if (!scripted()) await page.getByRole("button", { name: "Show this country's IDs" }).click();
  await uploadId(page, { country: "Germany", type: "Identity card" });
  await uploadSelfie(page);
  await expectResult(page, "Identity verified");
});

test("another ID can be sent instead", async ({ page }) => {
  await open(page, "/verify");
  await uploadId(page);
  await page.getByRole("button", { name: "Use another ID" }).click();
  await expect(heading(page, "Upload your ID")).toBeVisible();
});
