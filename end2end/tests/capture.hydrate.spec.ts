import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { type Specimen, specimen } from "../fixtures/specimen.ts";
import { fileInput, heading, startVerification } from "../fixtures/verifying.ts";

const ADVICE: Partial<Record<Specimen, string>> = {
  blurred: "The picture is blurred.",
  dark: "It is too dark.",
  glare: "Light glares on the card.",
  cut_off: "A part of the card is outside the picture.",
  far: "The card is far away.",
};

test.beforeEach(async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await startVerification(page);
  await page.getByRole("radio", { name: "Driver's license", exact: true }).check();
});

test("a picture that cannot be read well is told at once, with one way to mend it", async ({ page }) => {
  const front = fileInput(page, "Front of ID");
  for (const [name, text] of Object.entries(ADVICE)) {
    await front.setInputFiles(specimen(name as Specimen));
    await expect(front, name).toHaveAccessibleDescription(new RegExp(text));
  }
  await look(page, "document far");
  await front.setInputFiles(specimen("sharp"));
  await expect(front).not.toHaveAccessibleDescription(/far|blurred|dark|glares|outside/);
});

test("advice stops nobody, and one side twice is told", async ({ page }) => {
  await fileInput(page, "Front of ID").setInputFiles(specimen("blurred"));
  await expect(fileInput(page, "Front of ID")).toHaveAccessibleDescription(/The picture is blurred/);
  await fileInput(page, "Back of ID").setInputFiles(specimen("blurred"));
  await expect(fileInput(page, "Back of ID")).toHaveAccessibleDescription(/the same as the front/);
  await look(page, "document repeated");
  await fileInput(page, "Back of ID").setInputFiles(specimen("back"));
  await expect(fileInput(page, "Back of ID")).not.toHaveAccessibleDescription(/the same as the front/);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
});

test("what may be sent stays so when it has been looked at", async ({ page }) => {
  await page.getByRole("radio", { name: "Passport", exact: true }).check();
  const button = page.getByRole("button", { name: "Continue", exact: true });
  await button.evaluate((button: HTMLButtonElement) => {
    const seen = { off: [] as boolean[], pictures: 0 };
    const note = (changes: MutationRecord[]) => {
      for (const { target, attributeName, addedNodes } of changes) {
        if (attributeName === "disabled" && target === button) seen.off.push(button.disabled);
        const images = [...addedNodes].filter((node) => node instanceof HTMLImageElement);
        seen.pictures += images.length + Number(attributeName === "src");
      }
    };
    const all = { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled", "src"] };
    new MutationObserver(note).observe(button.form!, all);
    Object.assign(window, { seen });
  });
  await fileInput(page, "Front of ID").setInputFiles(specimen("sharp"));
  const seen = () => page.evaluate(() => (window as unknown as { seen: { off: boolean[]; pictures: number } }).seen);
  // The one that was chosen, and the one that goes out.
  await expect.poll(async () => (await seen()).pictures).toBe(2);
  await expect(button).toBeEnabled();
  expect((await seen()).off).toEqual([false]);
});
