import type { Browser, Page } from "@playwright/test";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { open, signIn } from "../fixtures/shopping.ts";

const email = "ann@harbor.example";
const password = "correct horse battery";

/** A browser of somebody else's. */
async function another(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: test.info().project.use.javaScriptEnabled });
  return context.newPage();
}

function people(page: Page) {
  return page.getByRole("region", { name: "People" });
}

/** Whether the pages have script. */
function scripted(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** Types the password once more, which inviting and removing people, and giving them roles, ask for. */
async function prove(page: Page): Promise<void> {
  await open(page, "/account");
  await expect(people(page).getByRole("button")).toHaveCount(0);
  await people(page).getByRole("link", { name: "Show that it is still you" }).click();
  const section = page.getByRole("region", { name: "Password", exact: true });
  await section.getByLabel("Password", { exact: true }).fill("plusone-demo");
  await section.getByRole("button", { name: "Continue" }).click();
  await awake(page);
}

/** Invites somebody; the link. */
async function invite(page: Page, role: "Buyer" | "Admin"): Promise<string> {
  await open(page, "/account");
  await people(page).getByRole("textbox", { name: "Email of the new person" }).fill(email);
  await people(page).getByRole("combobox", { name: "Role" }).selectOption(role);
  await people(page).getByRole("button", { name: "Invite", exact: true }).click();
  const link = people(page).getByRole("textbox", { name: `Link of the invite of ${email}` });
  await expect(link).toHaveValue(/\/invite\/[\w-]{43}$/);
  if (scripted()) await expect(link).toBeFocused();
  return link.inputValue();
}

test.describe("an admin", () => {
  // A weak password and a link that was used.
  test.use({ expectedProblem: /status of 4\d\d/ });

  test("invites somebody, gives them another role, and removes them", async ({ page, browser, baseURL }) => {
    test.slow();
    await signIn(page, "verified buyer");
    await prove(page);
    const link = await invite(page, "Buyer");
    await expect(page.getByRole("list", { name: "Open invites" })).toContainText(email);
    await look(page, "members invited");

    const ann = await another(browser, baseURL);
    await signIn(ann, "unverified buyer");
    await ann.goto(link);
    await awake(ann);
    await expect(ann.getByText("In this browser you are signed in as unverified@demo.test.")).toBeVisible();
    await expect(ann.getByRole("heading", { name: "Join Harbor Dental" })).toBeVisible();
    await expect(ann.getByText(email)).toBeVisible();
    await look(ann, "invite");
    await ann.getByLabel("New password").fill("Password1");
    await ann.getByRole("button", { name: "Join" }).click();
    await expect(ann.getByRole("alert")).toContainText("Choose another password");
    await awake(ann);
    await look(ann, "invite refused");
    await ann.getByLabel("New password").fill(password);
    await ann.getByRole("button", { name: "Join" }).click();
    await expect(ann.getByRole("heading", { name: "Find a number" })).toBeVisible();
    await open(ann, "/account");
    await expect(people(ann).getByRole("listitem")).toHaveCount(2);
    await expect(people(ann).getByRole("button")).toHaveCount(0);
    await look(ann, "members of a buyer");

    await open(page, "/account");
    await expect(people(page).getByRole("button", { name: "Make verified@demo.test a buyer" })).toHaveCount(0);
    await people(page).getByRole("button", { name: `Make ${email} an admin` }).click();
    await expect(people(page).getByRole("button", { name: `Make ${email} a buyer` })).toBeVisible();
    await open(ann, "/account");
    await expect(people(ann).getByRole("button", { name: "Invite", exact: true })).toBeVisible();

    await open(page, "/account");
    await people(page).getByRole("button", { name: `Remove ${email}` }).click();
    const dialog = page.getByRole("dialog", { name: "Remove this person?" });
    await expect(dialog).toContainText(email);
    await look(page, "members remove");
    await dialog.getByRole("button", { name: "Remove for good" }).click();
    await expect(people(page)).not.toContainText(email);
    await expect(people(page).getByRole("status")).toContainText("They are removed");
    if (scripted()) await expect(people(page).getByRole("heading", { name: "People" })).toBeFocused();
    await look(page, "members removed");
    await ann.goto("/orders");
    await expect(ann).toHaveURL(/\/sign-in\?problem=ended/);
    await ann.goto(link);
    await expect(ann.getByRole("heading", { name: "This invite is no longer good" })).toBeVisible();
    await look(ann, "invite gone");
    await ann.context().close();
  });

  test("withdraws an invite, and stays as long as nobody else is one", async ({ page }) => {
    await signIn(page, "verified buyer");
    await prove(page);
    await invite(page, "Admin");
    await people(page).getByRole("button", { name: `Withdraw the invite of ${email}` }).click();
    await expect(people(page).getByRole("status")).toContainText("The invite is withdrawn");
    await expect(people(page)).not.toContainText(email);
    await people(page).getByRole("button", { name: "Remove verified@demo.test" }).click();
    const dialog = page.getByRole("dialog", { name: "Remove this person?" });
    await dialog.getByRole("button", { name: "Remove for good" }).click();
    await expect(page.getByRole("alert")).toContainText("Nobody else manages this account");
  });
});

test.describe("a password", () => {
  test.use({ expectedProblem: /status of 422/ });

  test("is changed by who has just shown who they are, and ends other sessions", async ({ page, browser, baseURL }) => {
    test.slow();
    const lost = await another(browser, baseURL);
    await signIn(lost, "verified buyer");
    await signIn(page, "verified buyer");
    await open(page, "/account");
    const section = page.getByRole("region", { name: "Password", exact: true });
    await expect(section).toContainText("Is it still you?");
    await look(page, "password unproven");
    await section.getByLabel("Password", { exact: true }).fill("plusone-demo");
    await section.getByRole("button", { name: "Continue" }).click();
    await awake(page);
    await section.getByLabel("New password").fill("harbor dental");
    await section.getByRole("button", { name: "Change password" }).click();
    await expect(section.getByRole("alert")).toContainText("Choose another password");
    await awake(page);
    await section.getByLabel("New password").fill(password);
    await section.getByRole("button", { name: "Change password" }).click();
    await expect(section.getByRole("status")).toContainText("Your password is changed");
    await look(page, "password changed");
    await lost.goto("/orders");
    await expect(lost).toHaveURL(/\/sign-in\?problem=ended/);
    await lost.getByRole("textbox", { name: "Email" }).fill("verified@demo.test");
    await lost.getByLabel("Password").fill(password);
    await lost.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(lost.getByRole("heading", { name: "Orders", level: 1 })).toBeVisible();
    await lost.context().close();
  });
});
