import { awake, happens, scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { buyAtOnce, buyHeld, open, signIn } from "../fixtures/shopping.ts";
import { expectResult, startVerification, verify } from "../fixtures/verifying.ts";

test("identity data is deleted at Persona, and the account stays verified", async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await open(page, "/account");
  const section = page.getByRole("region", { name: "Identity data" });
  await expect(section).toContainText("Nothing of this account was given to Persona");
  await buyHeld(page, "+1 212 555 2677");
  await startVerification(page);
  await verify(page);
  await expectResult(page, "Identity verified");

  await open(page, "/account");
  const ask = section.getByRole("button", { name: "Delete my identity data at Persona" });
  await look(page, "identity data kept");
  await ask.click();
  const dialog = page.getByRole("dialog", { name: "Delete your identity data?" });
  await expect(dialog).toContainText("This cannot be undone");
  await awake(page);
  await look(page, "identity data ask");
  await dialog.getByRole("button", { name: "Not now" }).click();
  await expect(dialog).toBeHidden();
  if (!scripted()) await open(page, "/account");
  await ask.click();
  await awake(page);
  await dialog.getByRole("button", { name: "Delete it for good" }).click();
  await expect(dialog).toBeHidden();
  await expect(section).toContainText("Deletion requested");
  await happens(page, (patience) => expect(section).toContainText("Deleted at Persona", patience));
  await expect(ask).toBeHidden();
  await look(page, "identity data deleted");
  await buyAtOnce(page, "+1 416 555 2677", "Canada");
});
