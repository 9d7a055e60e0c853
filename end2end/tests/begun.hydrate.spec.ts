import type { Page, Response } from "@playwright/test";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { expectStatus, open, signIn } from "../fixtures/shopping.ts";

// A form that somebody has begun is not made anew, whatever the page hears of the account meanwhile.

test.beforeEach(() => test.slow());

const number = "+1 800 555 0123";
const form = "/services/toll-free?new=1";
const typed = { "Legal name": "Acme Barns LLC", "The same in sentences": "</textarea><b>Barns</b> &amp; \"sheds\"\n\nand more" };

const asks = (endpoint: string) => (response: Response) => response.url().includes(`/api/${endpoint}`);

async function begin(page: Page): Promise<void> {
  await page.getByRole("radio", { name: number }).check();
  await page.getByRole("checkbox", { name: "Customer care" }).check();
  await page.getByLabel("Messages a month, at most").selectOption("1,000");
  for (const [name, text] of Object.entries(typed)) await page.getByRole("textbox", { name, exact: true }).fill(text);
}

async function expectBegun(page: Page): Promise<void> {
  await expect(page.getByRole("radio", { name: number })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Customer care" })).toBeChecked();
  await expect(page.getByLabel("Messages a month, at most")).toHaveValue("1,000");
  for (const [name, text] of Object.entries(typed)) await expect(page.getByRole("textbox", { name, exact: true })).toHaveValue(text);
}

/** Changes the account from another tab; the page has asked anew when it is over. */
async function change(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await open(other, form);
  await other.getByRole("textbox", { name: "Legal name" }).fill("Somebody else's draft");
  const asked = page.waitForResponse(asks("show_application"));
  await other.getByRole("button", { name: "Save draft" }).click();
  await expect(other.getByText("The draft is saved.")).toBeVisible();
  await (await asked).finished();
  await other.close();
}

async function buyTollFree(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Digits or word" }).fill("8005550123");
  await page.getByRole("button", { name: `Buy ${number}`, exact: true }).click();
  await page.getByRole("button", { name: "Confirm purchase" }).click();
  await expectStatus(page, "Purchased");
}

test("what is ticked, chosen and typed is there and is sent when the account changes meanwhile", async ({ page }) => {
  await signIn(page, "verified buyer");
  await open(page, "/search?country=US&type=toll-free");
  await buyTollFree(page);

  // The first time that a page asks anew is a moment after it woke: that answer waits until the form is begun.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/show_application", async (route) => {
    await held;
    await route.continue();
  });
  const first = page.waitForRequest("**/api/show_application");
  await page.goto(form);
  await awake(page);
  await first;
  const id = page.locator('input[name="application"]');
  const name = await id.inputValue();
  await begin(page);
  const answered = page.waitForResponse(asks("show_application"));
  release();
  await (await answered).finished();
  await page.unrouteAll({ behavior: "wait" });
  await expectBegun(page);

  await change(page);
  await expectBegun(page);
  await expect(id, "it is the same application").toHaveValue(name);

  const sent = page.waitForRequest("**/api/send_application");
  await page.getByRole("button", { name: "Send application" }).click();
  const said = new URLSearchParams((await sent).postData() ?? "");
  expect(said.get("application")).toBe(name);
  expect([...said.values()]).toEqual(expect.arrayContaining(["+18005550123", "1,000", ...Object.values(typed)]));
  // Most of it is missing yet.
  await expect(page.getByRole("alert")).toContainText("to mend before it can be sent");
  await expectBegun(page);
  await page.reload();
  await awake(page);
  await expectBegun(page);
});

test.describe("an answer that fails", () => {
  test.use({ expectedProblem: /status of 429/ });

  test("takes nothing away", async ({ page }) => {
    await signIn(page, "verified buyer");
    await open(page, "/services/cnam?new=1");
    await page.getByRole("textbox", { name: "Name to show" }).fill("Acme Barns");
    const body = JSON.stringify({ TooMany: { seconds: 1 } });
    await page.route("**/api/show_application", (route) => route.fulfill({ status: 429, contentType: "application/json", body }));
    await change(page);
    await expect(page.getByRole("textbox", { name: "Name to show" })).toHaveValue("Acme Barns");
  });
});

test("an invite that is begun outlasts the proof that it asked for", async ({ page }) => {
  await signIn(page, "verified buyer");
  await open(page, "/account");
  await page.getByRole("link", { name: "Show that it is still you" }).click();
  const section = page.getByRole("region", { name: "Password", exact: true });
  await section.getByLabel("Password", { exact: true }).fill("plusone-demo");
  await section.getByRole("button", { name: "Continue" }).click();
  const email = page.getByRole("textbox", { name: "Email of the new person" });
  await email.fill("ann@harbor.example");
  await page.route("**/api/show_members", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), proven: false } });
  });
  const other = await page.context().newPage();
  await open(other, "/services/cnam?new=1");
  const asked = page.waitForResponse(asks("show_members"));
  await other.getByRole("button", { name: "Save draft" }).click();
  await (await asked).finished();
  await expect(page.getByRole("link", { name: "Show that it is still you" })).toBeVisible();
  await expect(email).toHaveValue("ann@harbor.example");
});
