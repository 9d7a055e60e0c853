import { happens } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { release, row } from "../fixtures/owning.ts";
import { buyAtOnce, open, signIn } from "../fixtures/shopping.ts";

const number = "+1 212 555 2677";

test.use({ settings: { PLUSONE_RELEASE_GRACE: "2s" } });

// A page that is awake no longer offers it.
test("keeping a number comes too late", async ({ page, context }) => {
  test.slow();
  await signIn(page, "verified buyer");
  await buyAtOnce(page, number);
  await open(page, "/numbers");
  await release(page, number);
  const other = await context.newPage();
  await open(other, "/numbers");
  await happens(other, (patience) => expect(other.getByRole("heading", { name: "No numbers yet" })).toBeVisible(patience));
  await row(page, number).getByRole("button", { name: `Keep ${number}` }).click();
  await expect(page.getByRole("alert")).toContainText("That is no longer possible");
  await look(page, "numbers too late");
});
