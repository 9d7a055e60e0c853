import type { Page } from "@playwright/test";
import { happens } from "../fixtures/awake.ts";
import { look } from "../fixtures/look.ts";
import { expect, test } from "../fixtures/post.ts";
import { buyAtOnce, buyHeld, expectStatus, open, openOrder, signIn } from "../fixtures/shopping.ts";
import { expectResult, startVerification, verify } from "../fixtures/verifying.ts";

const number = "+1 212 555 2677";

function bell(page: Page) {
  return page.getByRole("banner").getByRole("link", { name: /^Notices/ });
}

function notices(page: Page) {
  return page.getByRole("list", { name: "What happened" }).getByRole("listitem");
}

test("a held purchase is told of at each step, on the page and by mail", async ({ page, post }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await expect(bell(page)).toHaveAccessibleName("Notices");
  await open(page, "/notices");
  await expect(page.getByText("Nothing to tell yet")).toBeVisible();
  await look(page, "notices none");
  await buyHeld(page, number);
  const held = await post.mail(/^Held: identity needed/);
  expect(held.to).toBe("unverified@demo.test");
  expect(held.text).not.toContain("2677");
  await startVerification(page);
  await verify(page);
  await expectResult(page, "Identity verified");
  await openOrder(page, number);
  await expectStatus(page, "Purchased");
  await happens(page, (patience) => expect(bell(page)).toHaveAccessibleName("Notices, 3 new", patience));
  await bell(page).click();
  await expect(notices(page)).toHaveText([/^Bought/, /You are verified/, /Held: identity needed/]);
  await expect(notices(page).getByText("New", { exact: true })).toHaveCount(3);
  await look(page, "notices new");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByText("Everything is marked as read.")).toBeVisible();
  await expect(bell(page)).toHaveAccessibleName("Notices");
  await expect(notices(page).getByText("New", { exact: true })).toHaveCount(0);
  await look(page, "notices read");
  await notices(page).last().getByRole("link").click();
  await expect(page.getByRole("heading", { name: number })).toBeVisible();
  await post.mail("You are verified");
  const bought = await post.mail(/^Bought/);
  const link = bought.text.split("\n").find((line) => line.includes("/orders/"));
  await page.goto(link!);
  await expect(page.getByRole("heading", { name: number })).toBeVisible();
  expect(post.mails).toHaveLength(3);
});

test("a person chooses what is mailed", async ({ page, post }) => {
  await signIn(page, "verified buyer");
  await open(page, "/account");
  const mail = page.getByRole("region", { name: "Mail", exact: true });
  const bought = mail.getByRole("checkbox", { name: "something was bought, or was not" });
  await expect(bought).toBeChecked();
  await expect(mail.getByRole("checkbox", { name: /that others here placed/ })).not.toBeChecked();
  await bought.uncheck();
  await mail.getByRole("button", { name: "Save" }).click();
  await expect(mail.getByRole("status")).toHaveText("Saved.");
  await look(page, "account mail");
  await open(page, "/account");
  await expect(bought).not.toBeChecked();
  await buyAtOnce(page, number);
  await happens(page, (patience) => expect(bell(page)).toHaveAccessibleName("Notices, 1 new", patience));
  await open(page, "/account");
  await bought.check();
  await mail.getByRole("button", { name: "Save" }).click();
  await expect(mail.getByRole("status")).toHaveText("Saved.");
  await buyAtOnce(page, "+1 212 555 2678");
  await post.mail(/^Bought/);
  expect(post.mails).toHaveLength(1);
});
