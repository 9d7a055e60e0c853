import { type Locator, type Page } from "@playwright/test";
import { Phone, beginHandoff } from "../fixtures/handoff.ts";
import { expect, test } from "../fixtures/journey.ts";
import { tabTo } from "../fixtures/keyboard.ts";
import { look } from "../fixtures/look.ts";
import { buyHeld, gate, open, signIn } from "../fixtures/shopping.ts";
import { consent, fileInput, heading, startVerification, takeSelfie, uploadId } from "../fixtures/verifying.ts";

/** What of an element stands out from the page, in the colours that its reader set. */
function drawn(target: Locator, pseudo?: string) {
  return target.evaluate((element, pseudo) => {
    const own = getComputedStyle(element, pseudo);
    const page = getComputedStyle(document.body).backgroundColor;
    const line = (side: string) => ["width", "style", "color"].map((what) => own.getPropertyValue(`${side}-${what}`));
    const seen = ([width, style, colour]: string[]) => parseFloat(width!) > 0 && style !== "none" && colour !== page;
    const borders = ["top", "right", "bottom", "left"].map((side) => line(`border-${side}`));
    const ring = seen(line("outline"));
    return { border: borders.some(seen), ring, ground: own.backgroundColor !== page, borders: borders.join() };
  }, pseudo);
}

async function expectBordered(...targets: Locator[]): Promise<void> {
  for (const target of targets) expect.soft(await drawn(target), `${target}`).toMatchObject({ border: true });
}

/** Steps differ in more than a colour that the reader does not have. */
async function expectStepsTold(page: Page): Promise<void> {
  const steps = page.getByRole("list", { name: "Steps", exact: true }).getByRole("listitem");
  const looks = await Promise.all((await steps.all()).map(async (step) => Object.values(await drawn(step)).join()));
  const states = await steps.evaluateAll((all) => all.map((step) => step.getAttribute("data-state")!));
  expect(new Set(looks).size, `${states}: ${looks}`).toBe(new Set(states).size);
}

test.beforeEach(async ({ page }) => {
  test.slow();
  await page.emulateMedia({ forcedColors: "active" });
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
});

test("the way through the gate is drawn in the reader's own colours", async ({ page }) => {
  await expectBordered(gate(page), page.getByRole("button", { name: "Start verification" }));
  await look(page, "forced gate");
  await startVerification(page);
  await expectStepsTold(page);
  const license = page.getByRole("radio", { name: "Driver's license", exact: true });
  await license.check();
  await tabTo(page, license);
  expect(await drawn(page.locator("label.choice", { has: license }))).toMatchObject({ border: true, ring: true });
  await expectBordered(fileInput(page, "Front of ID"), page.getByRole("combobox", { name: "Issuing country" }));
  await page.getByRole("button", { name: "Take the front with the camera" }).click();
  const plate = page.getByRole("region", { name: "Camera for the front" });
  const shutter = plate.getByRole("button", { name: "Take photo" });
  await expect(shutter).toBeFocused();
  // A ring is for who comes by keyboard.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  expect(await drawn(shutter)).toMatchObject({ ring: true });
  expect(await drawn(shutter, "::before")).toMatchObject({ ground: true });
  await expectBordered(plate, plate.locator(".say:not([hidden])"));
  const frame = await plate.locator(".card-guide rect").evaluate((rect) => getComputedStyle(rect).stroke);
  expect(frame, "the frame is drawn for the camera's picture").toBe("rgb(99, 198, 218)");
  await look(page, "forced document");
  await plate.getByRole("button", { name: "Upload instead" }).click();
  await uploadId(page);
  await expectStepsTold(page);
  await look(page, "forced selfie");
  await takeSelfie(page);
  await expectBordered(page.getByRole("button", { name: "Retake" }), page.getByRole("button", { name: "Use photo" }));
  await look(page, "forced selfie taken");
  await open(page, "/account");
  await look(page, "forced account");
  await open(page, "/search");
  await page.setViewportSize({ width: 360, height: 740 });
  for (const way of await page.getByRole("navigation", { name: "Main" }).getByRole("link").all()) {
    const current = (await way.getAttribute("aria-current")) !== null;
    expect(await drawn(way), `${await way.innerText()}, current: ${current}`).toMatchObject({ border: current });
  }
});

test("so is the way to a phone, and the phone's", async ({ page, browser }) => {
  await startVerification(page);
  const { link, code } = await beginHandoff(page);
  await look(page, "forced handoff");
  const phone = await Phone.open(browser, link);
  await phone.page.emulateMedia({ forcedColors: "active" });
  await look(phone.page, "forced phone question");
  await phone.enter(code);
  await expect(heading(phone.page, "Upload your ID")).toBeVisible();
  await expectStepsTold(phone.page);
  await look(phone.page, "forced phone document");
  await expect(page.getByText(/^Phone connected/)).toBeVisible({ timeout: 20_000 });
  await expectBordered(page.getByRole("button", { name: "Continue here instead" }));
  await look(page, "forced handoff connected");
  await uploadId(phone.page);
  await consent(phone.page);
  await look(phone.page, "forced phone selfie");
  await phone.close();
});
