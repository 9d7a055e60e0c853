import { awake } from "../fixtures/awake.ts";
import { buyButton, signIn } from "../fixtures/shopping.ts";
import { expect, test } from "../fixtures/test.ts";

test.beforeEach(async ({ page }) => signIn(page, "verified buyer"));

test("results come as one types, and what was typed stays", async ({ page }) => {
  await page.goto("/search");
  await awake(page);
  const digits = page.getByRole("textbox", { name: "Digits or word" });
  await digits.pressSequentially("COSS", { delay: 40 });
  await page.getByRole("textbox", { name: "Area code" }).pressSequentially("415");
  await expect(buyButton(page, "+1 415 555 2677")).toBeVisible();
  await expect(page).toHaveURL(/digits=COSS&area_code=415/);
  await expect(digits).toHaveValue("COSS");
  await page.getByRole("combobox", { name: "Match" }).selectOption("Starts with");
  await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
  // A choice is a step, which the way back undoes and the way forward does again.
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Match" })).toHaveValue("anywhere");
  await expect(buyButton(page, "+1 415 555 2677")).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("combobox", { name: "Match" })).toHaveValue("start");
  await page.goBack();
  await expect(buyButton(page, "+1 415 555 2677")).toBeVisible();
  await page.getByRole("checkbox", { name: "SMS" }).check();
  await expect(page).toHaveURL(/sms=1/);
  await page.goBack();
  await expect(page.getByRole("checkbox", { name: "SMS" })).not.toBeChecked();
  // Letters are none: back leads to where one came from.
  await page.goBack();
  await expect(page).not.toHaveURL(/digits=/);
});

test("an answer that comes late does not replace a newer one", async ({ page }) => {
  await page.goto("/search");
  await awake(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/search_numbers", async (route) => {
    if (route.request().postData()?.includes("digits=4155552677")) await held;
    await route.continue().catch(() => {});
  });
  const digits = page.getByRole("textbox", { name: "Digits or word" });
  const asked = page.waitForRequest((request) => request.postData()?.includes("digits=4155552677") ?? false);
  await digits.fill("4155552677");
  await asked;
  await digits.fill("2125552678");
  await expect(buyButton(page, "+1 212 555 2678")).toBeVisible();
  release();
  await page.unrouteAll({ behavior: "wait" });
  await expect(buyButton(page, "+1 212 555 2678")).toBeVisible();
  await expect(buyButton(page, "+1 415 555 2677")).toBeHidden();
});

test("half an area code keeps nothing else back", async ({ page }) => {
  await page.goto("/search");
  await awake(page);
  const areaCode = page.getByRole("textbox", { name: "Area code" });
  await areaCode.fill("87");
  await page.getByRole("combobox", { name: "Country" }).selectOption("Jamaica");
  const buttons = page.getByRole("table", { name: "Available numbers" }).getByRole("button");
  await expect(buttons.first()).toHaveAccessibleName(/Buy \+1 (876|658) 555/);
  await expect(areaCode).toHaveValue("87");
  await areaCode.fill("876");
  await expect(page).toHaveURL(/area_code=876/);
});

test("what was typed last is not asked any more once the page is left", async ({ page }) => {
  // The timers that are set and neither over nor cleared.
  await page.addInitScript(() => {
    const timers = new Set<number>();
    const [set, clear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
    const setTimeout = (then: () => void, after: number) => {
      const timer = set(() => {
        timers.delete(timer);
        then();
      }, after);
      timers.add(timer);
      return timer;
    };
    const clearTimeout = (timer: number) => {
      timers.delete(timer);
      clear(timer);
    };
    Object.assign(window, { timers, setTimeout, clearTimeout });
  });
  await page.goto("/search");
  await awake(page);
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/api/search_numbers") && asked.push(request.url()));
  // In one turn, so that the way out comes before the pause after typing is over.
  await page.evaluate(() => {
    const digits = document.querySelector<HTMLInputElement>("#digits")!;
    digits.value = "77";
    digits.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelector<HTMLAnchorElement>("nav a[href='/orders']")!.click();
  });
  await expect(page.getByRole("heading", { name: "Orders", level: 1 })).toBeVisible();
  await page.waitForFunction(() => (window as unknown as { timers: Set<number> }).timers.size === 0);
  await expect(page).toHaveURL(/\/orders$/);
  expect(asked).toEqual([]);
});
