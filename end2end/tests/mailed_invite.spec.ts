import { awake } from "../fixtures/awake.ts";
import { look } from "../fixtures/look.ts";
import { expect, test } from "../fixtures/post.ts";
import { open, signIn } from "../fixtures/shopping.ts";

const email = "ann@harbor.example";

// A link that was used.
test.use({ expectedProblem: /status of 4\d\d/ });

test("whoever is invited joins by the link in their mail", async ({ page, post, browser, baseURL }) => {
  test.slow();
  await signIn(page, "verified buyer");
  await open(page, "/account");
  const section = page.getByRole("region", { name: "Password", exact: true });
  await section.getByLabel("Password", { exact: true }).fill("plusone-demo");
  await section.getByRole("button", { name: "Continue" }).click();
  await awake(page);
  const people = page.getByRole("region", { name: "People" });
  await people.getByRole("textbox", { name: "Email of the new person" }).fill(email);
  await people.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(people.getByText(`A link is on its way to ${email}`)).toBeVisible();
  await expect(people.getByRole("textbox", { name: `Link of the invite of ${email}` })).toBeHidden();
  await awake(page);
  await look(page, "members mailed");

  const mail = await post.mail("You are invited");
  expect(mail.to).toBe(email);
  const link = mail.text.split("\n").find((line) => line.includes("/invite/"))!;
  const context = await browser.newContext({ baseURL, javaScriptEnabled: test.info().project.use.javaScriptEnabled });
  const ann = await context.newPage();
  await ann.goto(link);
  await expect(ann.getByRole("heading", { name: "Join Harbor Dental" })).toBeVisible();
  await awake(ann);
  await ann.getByLabel("New password").fill("correct horse battery");
  await ann.getByRole("button", { name: "Join" }).click();
  await expect(ann.getByRole("heading", { name: "Find a number" })).toBeVisible();
  await ann.goto(link);
  await expect(ann.getByRole("heading", { name: "This invite is no longer good" })).toBeVisible();
  await context.close();
});
