import { awake, happens, scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { purchases } from "../fixtures/ledger.ts";
import { look } from "../fixtures/look.ts";
import { askRelease, release, row } from "../fixtures/owning.ts";
import { buyAtOnce, buyButton, expectStatus, find, open, openOrder, signIn } from "../fixtures/shopping.ts";

const ours = "+1 212 555 2677";
const carriers = "+1 202 555 0123";

test.beforeEach(() => test.slow());

test("numbers are bought, released and kept after all", async ({ page, shop }) => {
  await signIn(page, "verified buyer");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Numbers" }).click();
  await expect(page.getByRole("heading", { name: "No numbers yet" })).toBeVisible();
  await look(page, "numbers empty");
  await page.getByRole("link", { name: "Find a number" }).click();
  await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
  await buyAtOnce(page, ours);
  await buyAtOnce(page, carriers);
  await page.getByRole("link", { name: "See your numbers" }).click();
  const rows = page.getByRole("table", { name: "Your numbers" }).getByRole("rowheader");
  await expect(rows).toContainText([carriers, ours]);
  await awake(page);

  const dialog = await askRelease(page, carriers);
  await expect(dialog).toContainText("You can change your mind until");
  await look(page, "numbers ask");
  await dialog.getByRole("button", { name: "Not now" }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, carriers)).not.toContainText("Releasing");

  // Without script the address still asks.
  if (!scripted()) await open(page, "/numbers");
  await release(page, carriers);
  const keep = row(page, carriers).getByRole("button", { name: `Keep ${carriers}` });
  await expect(keep).toBeVisible();
  await expect(row(page, carriers)).toContainText("You can keep it until");
  if (scripted()) await expect(page.getByText("The number will be released.")).toBeFocused();
  await look(page, "numbers releasing");
  await openOrder(page, carriers);
  await expectStatus(page, "Purchased");
  await expect(page.getByText(/^Releasing on \w+day, /)).toBeVisible();
  await look(page, "order releasing");
  await open(page, "/numbers");
  await keep.click();
  await expect(row(page, carriers).getByRole("link", { name: `Release ${carriers}` })).toBeVisible();
  if (scripted()) await expect(page.getByText("You keep the number.")).toBeFocused();
  expect(await purchases(shop, carriers)).toMatchObject([{ event: "twilio.bought" }]);
});

test.describe("when the grace is over", () => {
  test.use({ settings: { PLUSONE_RELEASE_GRACE: "2s" } });

  test("a number goes back and is for sale again", async ({ page, shop }) => {
    await signIn(page, "verified buyer");
    for (const number of [ours, carriers]) {
      await buyAtOnce(page, number);
      await open(page, "/numbers");
      await release(page, number);
      // It leaves the page by itself.
      await happens(page, (patience) => expect(page.getByRole("heading", { name: "No numbers yet" })).toBeVisible(patience));
      await openOrder(page, number);
      await expectStatus(page, "Purchased");
      await expect(page.getByText(/^Released on /)).toBeVisible();
      await find(page, number);
      await expect(buyButton(page, number)).toBeVisible();
    }
    expect(await purchases(shop, carriers)).toMatchObject([{ event: "twilio.bought" }, { event: "twilio.released" }]);
    await open(page, "/account");
    await expect(page.getByRole("table", { name: "Statement" }).getByRole("row", { name: /Released/ })).toHaveCount(2);
  });
});
