import { happens, scripted } from "../fixtures/awake.ts";
import { expect, test as journey } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { type Persona, openPersona } from "../fixtures/persona.ts";
import { buyAtOnce, buyHeld, choose, expectStatus, gate, open, openOrder, signIn } from "../fixtures/shopping.ts";
import { expectResult, heading, startVerification, verify } from "../fixtures/verifying.ts";

const test = journey.extend<{ persona: Persona }>({
  persona: async ({}, use) => {
    const persona = await openPersona();
    await use(persona);
    await persona.stop();
  },
  shop: async ({ freshStore, persona }, use) => use(await freshStore(persona.settings)),
});

const number = "+1 212 555 2677";

test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
});

test.describe("a review", () => {
  test.beforeEach(async ({ page, persona, shop }) => {
    await buyHeld(page, number);
    await startVerification(page);
    await verify(page);
    await persona.says("needs_review", shop);
    await expectResult(page, "Your verification is under review");
    await openOrder(page, number);
    await expectStatus(page, "Held: under review");
  });

  test("that ends well buys what is held", async ({ page, persona, shop }) => {
    await expect(page.getByText("A person is looking at your documents.")).toBeVisible();
    await look(page, "order under review");
    await persona.says("approved", shop);
    await expectStatus(page, "Purchased");
    await expect(page.getByText("Bought, and yours. There is nothing more to do.")).toBeVisible();
  });

  test("that ends badly ends the order", async ({ page, persona, shop }) => {
    await persona.says("declined", shop);
    await expectStatus(page, "Declined");
    await expect(page.getByText("so this order ended. You are not charged.")).toBeVisible();
    await look(page, "order declined");
    await page.getByRole("link", { name: "Find another number" }).click();
    await expect(heading(page, "Find a number")).toBeVisible();
  });
});

test("an approval that is taken back leaves what is bought, and the gate asks again", async ({ page, context, persona, shop }) => {
  await open(page, "/verify");
  await verify(page);
  await persona.says("approved", shop);
  await expectResult(page, "Identity verified");
  await buyAtOnce(page, number);
  const dialog = await choose(page, "+1 212 555 2678");
  await expect(dialog).toContainText("We buy the number at once.");

  // The page was loaded while the account was verified; the server decides.
  await persona.says("declined", shop);
  const other = await context.newPage();
  await open(other, "/verify");
  await happens(other, (patience) => expect(other.getByText("Please verify once more")).toBeVisible(patience));
  await expect(heading(other, "Upload your ID")).toBeVisible();
  await look(other, "verify once more");
  await dialog.getByRole("button", { name: "Confirm purchase" }).click();
  await expect(gate(page)).toContainText("+1 212 555 2678");

  await openOrder(other, number);
  await expectStatus(other, "Purchased");
  await gate(page).getByRole("button", { name: "Start verification" }).click();
  await expect(heading(page, "Upload your ID")).toBeVisible();
  await verify(page);
  await persona.takes(2);
  await persona.says("approved", shop);
  await expectResult(page, "Identity verified");
  await openOrder(page, "+1 212 555 2678");
  await expectStatus(page, "Purchased");
  if (scripted()) await expect(page.getByRole("banner")).toContainText("Identity verified");
});
