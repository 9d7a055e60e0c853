import { awake } from "../fixtures/awake.ts";
import { look } from "../fixtures/look.ts";
import { expect, test } from "../fixtures/post.ts";

const email = "verified@demo.test";
const password = "correct horse battery";

// A weak password, and a link that was used.
test.use({ expectedProblem: /status of 4\d\d/ });

test("who forgot their password chooses another by mail", async ({ page, post }) => {
  test.slow();
  await page.goto("/sign-in");
  await awake(page);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await awake(page);
  await look(page, "reset ask");
  await page.getByRole("textbox", { name: "Email" }).fill("nobody@demo.test");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();
  await awake(page);
  await look(page, "reset asked");
  await page.getByRole("textbox", { name: "Email" }).fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();
  const mail = await post.mail("Choose a new password");
  expect(mail.to).toBe(email);
  const link = mail.text.split("\n").find((line) => line.includes("/sign-in/reset/"))!;
  await page.goto(link);
  await awake(page);
  await look(page, "reset choose");
  await page.getByLabel("New password").fill("Password1");
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose another password");
  await awake(page);
  await look(page, "reset refused");
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page.getByText("Your password is changed. Sign in with it.")).toBeVisible();
  await awake(page);
  await look(page, "reset done");
  await page.getByRole("textbox", { name: "Email" }).first().fill(email);
  await page.getByLabel("Password", { exact: true }).first().fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link is no longer good" })).toBeVisible();
  await look(page, "reset gone");
  await post.mail("Your password was changed");
  expect(post.mails.map(({ to }) => to)).toEqual([email, email]);
});
