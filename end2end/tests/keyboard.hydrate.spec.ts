import { expect, test } from "../fixtures/journey.ts";
import { expectTrapped, tabTo } from "../fixtures/keyboard.ts";
import { buyButton, find, gate, signIn } from "../fixtures/shopping.ts";
import { awake } from "../fixtures/awake.ts";
import { expectResult, fileInput, heading } from "../fixtures/verifying.ts";
import { picture } from "../fixtures/picture.ts";

const number = "+1 212 555 2677";

test("searching, buying and the gate need no mouse", async ({ page }) => {
  await page.goto("/sign-in");
  await tabTo(page, page.getByRole("button", { name: "Sign in as unverified buyer" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Find a number" })).toBeVisible();
  await awake(page);

  await tabTo(page, page.getByRole("textbox", { name: "Digits or word" }));
  await page.keyboard.type("2125552677");
  await page.keyboard.press("Enter");
  await expect(buyButton(page, number)).toBeVisible();
  await tabTo(page, buyButton(page, number));
  await page.keyboard.press("Enter");

  const confirm = page.getByRole("dialog", { name: "Confirm purchase" });
  await expect(confirm.getByRole("button", { name: "Confirm purchase" })).toBeVisible();
  await expectTrapped(page, confirm);
  await tabTo(page, confirm.getByRole("button", { name: "Confirm purchase" }));
  await page.keyboard.press("Enter");

  await expect(gate(page)).toBeVisible();
  await expectTrapped(page, gate(page));
  await tabTo(page, page.getByRole("button", { name: "Start verification" }));
  await page.keyboard.press("Enter");
  await expect(heading(page, "Upload your ID")).toBeVisible();
  await awake(page);

  await tabTo(page, page.getByRole("combobox", { name: "Issuing country" }));
  await page.keyboard.type("United States");
  // A radio group is one stop of Tab; the arrows choose within.
  await tabTo(page, page.getByRole("radio").first());
  await page.keyboard.press("Space");
  const passport = page.getByRole("radio", { name: "Passport", exact: true });
  while (!(await passport.isChecked())) await page.keyboard.press("ArrowDown");
  await tabTo(page, fileInput(page, "Front of ID"));
  // The file dialog is the system's own; only its answer can be given here.
  await fileInput(page, "Front of ID").setInputFiles(picture("front.png"));
  await expect(page.getByRole("button", { name: "Continue", exact: true })).toBeEnabled();
  await tabTo(page, page.getByRole("button", { name: "Continue", exact: true }));
  await page.keyboard.press("Enter");

  await expect(heading(page, "Take a selfie")).toBeFocused({ timeout: 20_000 });
  await tabTo(page, page.getByRole("checkbox", { name: "I agree to the use of my biometric data" }));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Start camera" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await tabTo(page, page.getByRole("button", { name: "Take photo" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: "Your selfie" })).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: "Use photo" }));
  await page.keyboard.press("Enter");
  await expectResult(page, "Identity verified");
  await expect(heading(page, "Identity verified")).toBeFocused();
});

test("Escape closes the confirming dialog and gives the focus back", async ({ page }) => {
  await signIn(page, "unverified buyer");
  const button = await find(page, number);
  await button.focus();
  await page.keyboard.press("Enter");
  const confirm = page.getByRole("dialog", { name: "Confirm purchase" });
  await expect(confirm.getByRole("button", { name: "Confirm purchase" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(confirm).toBeHidden();
  await expect(button).toBeFocused();
  await expect(page).not.toHaveURL(/buy=/);
});

test("Escape closes the gate's dialog, the order stays held, and the focus is not lost", async ({ page }) => {
  await signIn(page, "unverified buyer");
  await (await find(page, number)).focus();
  await page.keyboard.press("Enter");
  const confirm = page.getByRole("dialog", { name: "Confirm purchase" });
  await tabTo(page, confirm.getByRole("button", { name: "Confirm purchase" }));
  await page.keyboard.press("Enter");
  await expect(gate(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(gate(page)).toBeHidden();
  // Its own row is gone, so there is no button to go back to; the page's start is the wrong place all the same.
  const lost = () => page.evaluate(() => document.activeElement === document.body);
  await expect.poll(lost, { message: "the focus is on nothing" }).toBe(false);
  await tabTo(page, page.getByRole("link", { name: "See the order" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Held: identity needed");
  await expect(gate(page)).toBeHidden();
});

test("the first Tab offers to skip the frame", async ({ page }) => {
  await signIn(page, "verified buyer");
  await page.reload();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const within = await page.getByRole("main").evaluate((main) => main.contains(document.activeElement));
  expect(within, "the next Tab lands in the content").toBe(true);
});
