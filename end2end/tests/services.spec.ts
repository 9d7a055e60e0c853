import type { Page } from "@playwright/test";
import { awake, happens, scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { ledger, ownAccount } from "../fixtures/ledger.ts";
import { look } from "../fixtures/look.ts";
import type { Store } from "../fixtures/server.ts";
import { buyAtOnce, buyButton, expectStatus, gate, open, search, signIn } from "../fixtures/shopping.ts";
import { expectResult, heading, startVerification, verify } from "../fixtures/verifying.ts";

test.beforeEach(() => test.slow());

const titles = {
  "a2p-brand": "A2P Brand Registration",
  "toll-free": "Toll-Free Number Verification",
  cnam: "CNAM Set-Up",
  "shaken-stir": "SHAKEN/STIR Authentication",
};

type Service = keyof typeof titles;

async function openForm(page: Page, service: Service): Promise<void> {
  await open(page, `/services/${service}?new=1`);
  await expect(heading(page, titles[service])).toBeVisible();
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.getByRole("textbox", { name, exact: true }).fill(value);
}

async function choose(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.getByLabel(name, { exact: true }).selectOption(value);
}

const address = { "House number and street": "101 Enterprise Way", City: "San Jose", "State or province": "CA", "Postal code": "95110" };
const person = { "First name": "Ana", "Last name": "Barn", Email: "ana@example.com", Phone: "+1 408 555 0123" };

/** Fills in what three of the forms ask of a business. */
async function fillBusiness(page: Page, name = "Acme Barns LLC"): Promise<void> {
  await fill(page, { "Legal name": name, Website: "https://example.com", ...address, ...person });
  await fill(page, { "Registration number": "12-3456789", "Job title": "Owner" });
  await choose(page, { "Business type": "Limited liability company", Industry: "Real estate", Country: "United States" });
  await choose(page, { "Kind of number": "United States: EIN", Position: "Chief executive (CEO)" });
  await page.getByRole("checkbox", { name: "United States and Canada" }).check();
}

async function fillBrand(page: Page, name?: string): Promise<void> {
  await fillBusiness(page, name);
  await choose(page, { Ownership: "Privately held" });
}

async function fillTollFree(page: Page, name: string): Promise<void> {
  await fill(page, { "Legal name": name, Website: "https://example.com", ...address, ...person });
  await choose(page, { "Business type": "For profit, privately held", Country: "United States" });
  await page.getByRole("textbox", { name: "Registration number" }).fill("12-3456789");
  await page.getByLabel("Kind of number").selectOption("United States: EIN");
  await page.getByLabel("Country of registration").selectOption("United States");
  await fill(page, { "Email for the result": "ops@example.com", "The same in sentences": "Answers to questions about barns." });
  await fill(page, { "A message as you send it": "Acme: your barn is ready. Reply STOP to end.", "Pictures that show it": "https://example.com/a.png" });
  await page.getByRole("checkbox", { name: "Customer care" }).check();
  await choose(page, { "Messages a month, at most": "1,000", "How people agree": "On a website" });
}

async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send application" }).click();
}

/** The brands at the emulated carrier. */
async function brands(store: Store): Promise<Set<string>> {
  const papers = (await ledger(store)) as { event: string; sid?: string; account?: string }[];
  return new Set(papers.flatMap((paper) => (paper.event === "twilio.paper" && paper.sid?.startsWith("BN") ? [paper.sid] : [])));
}

async function buyTollFree(page: Page, number: string): Promise<void> {
  const [, areaCode, ...rest] = number.split(" ");
  await search(page, { type: "Toll-free", areaCode, digits: rest.join("") });
  await buyButton(page, number).click();
  await awake(page);
  await page.getByRole("button", { name: "Confirm purchase" }).click();
  await expectStatus(page, "Purchased");
}

test("an unverified account sends one, verifies, and it goes out by itself, once", async ({ page, context, shop }) => {
  await signIn(page, "unverified buyer");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Services" }).click();
  await expect(heading(page, "Services")).toBeVisible();
  await awake(page);
  for (const title of Object.values(titles)) await expect(page.getByRole("heading", { name: title, level: 2 })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "How identity verification works" })).toHaveAttribute("href", "/help/identity-verification");
  await look(page, "services");
  await page.getByRole("link", { name: "Start A2P Brand Registration" }).click();
  await expect(heading(page, titles["a2p-brand"])).toBeVisible();
  await awake(page);
  await look(page, "service form");
  await fillBrand(page);
  await send(page);
  await expect(gate(page)).toContainText(titles["a2p-brand"]);
  await expect(gate(page)).toContainText("We send it for you");
  await awake(page);
  await look(page, "service gate");
  expect(await brands(shop)).toEqual(new Set());
  await page.getByRole("button", { name: "Not now" }).click();
  await expect(gate(page)).toBeHidden();
  await expect(page.getByRole("status")).toHaveText("Held: identity needed");
  if (scripted()) await expect(heading(page, titles["a2p-brand"])).toBeFocused();
  await look(page, "service held");

  const other = await context.newPage();
  await open(other, "/verify");
  await verify(other);
  await expectResult(other, "Identity verified");
  const released = other.getByRole("list", { name: "Your applications" });
  await happens(other, (patience) => expect(released).toContainText("Approved", patience));
  await other.close();
  await expectStatus(page, "Approved");
  await look(page, "service approved");
  expect((await brands(shop)).size).toBe(1);
  await open(page, "/services");
  const list = page.getByRole("list", { name: titles["a2p-brand"] });
  await expect(list.getByRole("link", { name: "Acme Barns LLC" })).toContainText("Approved");
  await look(page, "services approved");
  await open(page, "/notices");
  const told = page.getByRole("list", { name: "What happened" });
  await expect(told.getByRole("link", { name: "Application approved" })).toContainText(titles["a2p-brand"]);
  await look(page, "services notices");
  await told.getByRole("link", { name: "Application sent" }).click();
  await expectStatus(page, "Approved");
});

test("the gate's dialog leads to the verification, and a held one can be taken back", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await openForm(page, "a2p-brand");
  await fillBrand(page);
  await send(page);
  await awake(page);
  await page.getByRole("button", { name: "Not now" }).click();
  await page.getByRole("button", { name: "Take back and edit" }).click();
  await expect(page.getByRole("textbox", { name: "Legal name" })).toHaveValue("Acme Barns LLC");
  await expect(page.getByRole("status").first()).toHaveText("Draft");
  await awake(page);
  await send(page);
  await expect(gate(page)).toBeVisible();
  await awake(page);
  await startVerification(page);
});

test("a verified account is never asked, and the numbers are ticked", async ({ page }) => {
  await signIn(page, "verified buyer");
  await openForm(page, "cnam");
  await expect(page.getByText("You have no number from the carrier yet")).toBeVisible();
  await buyAtOnce(page, "+1 202 555 0123");
  await openForm(page, "cnam");
  await fillBusiness(page);
  await fill(page, { "Name to show": "Acme Barns" });
  await page.getByRole("checkbox", { name: "+1 202 555 0123" }).check();
  await send(page);
  await expectStatus(page, "Approved");
  await expect(gate(page)).toBeHidden();
  await expect(page.getByRole("region", { name: "Application" })).toContainText("+1 202 555 0123");

  await open(page, "/services/cnam");
  await expect(page.getByRole("list", { name: "Your applications" })).toContainText("+1 202 555 0123");
  await look(page, "service list");
  await page.getByRole("link", { name: "New application" }).click();
  await expect(page.getByText("What your last application says")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Legal name" })).toHaveValue("Acme Barns LLC");
  await awake(page);
  await fill(page, { "Name to show": "Acme Sheds" });
  await page.getByRole("checkbox", { name: "+1 202 555 0123" }).check();
  await send(page);
  await expect(page.getByRole("alert")).toContainText("One of these has an application already");
});

test("an own-carrier account is never gated", async ({ page, shop }) => {
  await signIn(page, "own-carrier buyer");
  await openForm(page, "a2p-brand");
  await expect(page.getByText("Your account is not verified yet")).toHaveCount(0);
  await fillBrand(page);
  await send(page);
  await expectStatus(page, "Approved");
  await expect(gate(page)).toBeHidden();
  const papers = (await ledger(shop)).filter((entry) => entry.event === "twilio.paper");
  expect(new Set(papers.map((paper) => paper.account))).toEqual(new Set([ownAccount]));
});

test("a draft is kept, and what is wrong stands beside its field", async ({ page, shop }) => {
  await signIn(page, "verified buyer");
  await openForm(page, "a2p-brand");
  await fill(page, { "Legal name": "Acme Barns LLC", Email: "ana", "Postal code": "ABC" });
  await choose(page, { Country: "United States" });
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByText("The draft is saved.")).toBeVisible();
  await expect(page).toHaveURL(/application=/);
  await awake(page);
  await page.reload();
  await awake(page);
  await expect(page.getByRole("textbox", { name: "Legal name" })).toHaveValue("Acme Barns LLC");
  await expect(page.getByLabel("Country", { exact: true })).toHaveValue("US");
  await send(page);
  const summary = page.getByRole("alert");
  await expect(summary).toContainText("things to mend before it can be sent");
  await awake(page);
  if (scripted()) await expect(summary).toBeFocused();
  const email = page.getByRole("textbox", { name: "Email", exact: true });
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveAccessibleDescription(/An email has a name and a host/);
  await expect(email).toHaveValue("ana");
  await look(page, "service wrong");
  await summary.getByRole("link", { name: "Email" }).click();
  await expect(email).toBeFocused();
  expect(await brands(shop)).toEqual(new Set());
  await open(page, "/services/a2p-brand");
  await expect(page.getByRole("list", { name: "Your applications" }).getByRole("link", { name: "Acme Barns LLC" })).toContainText("Draft");
});

test("a rejected one says why, is mended and sent again", async ({ page }) => {
  await signIn(page, "verified buyer");
  await buyTollFree(page, "+1 800 555 0123");
  await openForm(page, "toll-free");
  await page.getByRole("radio", { name: "+1 800 555 0123" }).check();
  await fillTollFree(page, "Acme Declined");
  await look(page, "service toll-free");
  await send(page);
  const reasons = page.getByRole("region", { name: "Why it was rejected" });
  await happens(page, (patience) => expect(reasons).toContainText("Pictures that show it", patience));
  await awake(page);
  await expect(page.getByRole("textbox", { name: "Pictures that show it" })).toHaveAccessibleDescription(/could not confirm this/);
  await look(page, "service rejected");
  await fill(page, { "Legal name": "Acme Barns LLC" });
  await send(page);
  await expectStatus(page, "Approved");
  await expect(page.getByRole("region", { name: "What you sent" })).toContainText("Acme Barns LLC");
});

test("one that is refused for good can only be begun anew", async ({ page }) => {
  await signIn(page, "verified buyer");
  await buyTollFree(page, "+1 888 555 0123");
  await openForm(page, "toll-free");
  await page.getByRole("radio", { name: "+1 888 555 0123" }).check();
  await fillTollFree(page, "Acme Forbidden");
  await send(page);
  await expectStatus(page, "Rejected");
  await expect(page.getByText("The carriers do not serve what this business does.")).toBeVisible();
  await page.getByRole("link", { name: "New application" }).click();
  await expect(page.getByRole("textbox", { name: "Legal name" })).toHaveValue("Acme Forbidden");
});

test.describe("another account's application", () => {
  test.use({ expectedProblem: /404/ });

  test("is not found", async ({ page }) => {
    await signIn(page, "verified buyer");
    await openForm(page, "shaken-stir");
    await fill(page, { "Legal name": "Acme Barns LLC" });
    await page.getByRole("button", { name: "Save draft" }).click();
    await expect(page).toHaveURL(/application=/);
    const address = page.url();
    await signIn(page, "own-carrier buyer");
    await page.goto(address);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });
});
