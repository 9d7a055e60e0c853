import { expect, test } from "../fixtures/journey.ts";
import { awake, happens, scripted } from "../fixtures/awake.ts";
import { purchases } from "../fixtures/ledger.ts";
import { look } from "../fixtures/look.ts";
import { choose, expectStatus, gate, open, search, signIn } from "../fixtures/shopping.ts";
import { heading, startVerification, uploadId, uploadSelfie } from "../fixtures/verifying.ts";

const taken = "+1 202 555 0001";

test("ticked numbers are bought as one order", async ({ page }) => {
  await signIn(page, "verified buyer");
  await search(page, { digits: "267", areaCode: "212" });
  const boxes = page.getByRole("table", { name: "Available numbers" }).getByRole("checkbox", { name: /^Select \+1 212/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  if (scripted()) await expect(page.getByText("2 selected · $2.30 a month")).toBeVisible();
  await look(page, "search picked");
  await page.getByRole("button", { name: "Buy selected" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
  await expect(dialog.getByRole("list", { name: "Numbers in this order" }).getByRole("listitem")).toHaveCount(2);
  await expect(dialog).toContainText("$2.30 a month");
  await awake(page);
  await look(page, "confirm several");
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expect(page.getByRole("heading", { name: "2 numbers" })).toBeVisible();
  await expectStatus(page, "Purchased");
  await expect(page.getByRole("region", { name: "Numbers" }).getByText("Yours")).toHaveCount(2);
  await look(page, "order several");
});

test("of a mixed order the numbers that need no identity can go ahead", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await open(page, "/search?pick=%2B18765551234,%2B12125552677");
  const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
  await expect(dialog).toContainText("1 of these 2 numbers needs a verified identity, so the whole order waits for yours.");
  await look(page, "confirm mixed");
  await dialog.getByRole("link", { name: "Buy the other one now" }).click();
  await expect(dialog).toContainText("We buy the number at once.");
  await expect(dialog).toContainText("+1 876 555 1234");
  await awake(page);
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expect(page.getByRole("heading", { name: "+1 876 555 1234" })).toBeVisible();
  await expectStatus(page, "Purchased");
});

test("a mixed order is held whole and completes whole", async ({ page, shop }) => {
  await signIn(page, "unverified buyer");
  await open(page, "/search?pick=%2B18765551235,%2B12025550125");
  const dialog = page.getByRole("dialog", { name: "Confirm purchase" });
  await expect(dialog).toContainText("2 numbers");
  await awake(page);
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expect(gate(page)).toContainText("2 numbers");
  await awake(page);
  await startVerification(page);
  await uploadId(page);
  await uploadSelfie(page);
  await happens(page, (patience) => expect(heading(page, "Identity verified")).toBeVisible(patience));
  await open(page, "/orders");
  await page.getByRole("list", { name: "Your orders" }).getByRole("link", { name: "+1 876 555 1235" }).click();
  await expectStatus(page, "Purchased");
  expect(await purchases(shop, "+1 202 555 0125")).toMatchObject([{ event: "twilio.bought" }]);
});

test("a buyer who wants to be asked chooses another number", async ({ page }) => {
  await signIn(page, "verified buyer");
  const dialog = await choose(page, taken);
  await expect(dialog.getByRole("combobox", { name: "If a number is gone by then" })).toHaveValue("ask");
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expectStatus(page, "Number no longer available");
  const options = page.getByRole("region", { name: "Choose another number" });
  await expect(options).toContainText(`Closest to ${taken}`);
  await awake(page);
  await look(page, "order choosing");
  await options.getByRole("button", { name: /^Buy \+1 202 555/ }).first().click();
  await expectStatus(page, "Purchased");
  await expect(page.getByRole("region", { name: "Numbers" })).toContainText(`instead of ${taken}, which was gone`);
});

test("a buyer who leaves it to us gets the closest number", async ({ page }) => {
  await signIn(page, "verified buyer");
  const dialog = await choose(page, taken);
  await dialog.getByRole("combobox", { name: "If a number is gone by then" }).selectOption("closest");
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expectStatus(page, "Purchased");
  await expect(page.getByRole("region", { name: "Numbers" })).toContainText(`instead of ${taken}, which was gone`);
  await expect(page.getByText("Another number taken")).toBeVisible();
});

test("a buyer may end an order whose number is gone", async ({ page }) => {
  await signIn(page, "verified buyer");
  const dialog = await choose(page, taken);
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expectStatus(page, "Number no longer available");
  await awake(page);
  await page.getByRole("button", { name: "Cancel order" }).click();
  await expectStatus(page, "Cancelled");
});
