import { type Locator, type Page } from "@playwright/test";
import { noteCameras, tracks, withFilm } from "../fixtures/film.ts";
import { expect, test } from "../fixtures/journey.ts";
import { tabTo } from "../fixtures/keyboard.ts";
import { look } from "../fixtures/look.ts";
import { picture } from "../fixtures/picture.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { fileInput, heading, startVerification } from "../fixtures/verifying.ts";

// Four seconds that are too dark, then a card that is lit and held still.
test.use(withFilm("dark", "dark", "dark", "dark", "sharp", "sharp", "sharp", "sharp"));

const FRONT = "Take the front with the camera";

test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await startVerification(page);
  await page.getByRole("radio", { name: "Driver's license", exact: true }).check();
  await noteCameras(page);
});

function shot(page: Page): Locator {
  return page.getByRole("img", { name: "The picture that you took" });
}

test("a card is asked for light, then takes its own picture", async ({ page }) => {
  await page.getByRole("button", { name: FRONT }).click();
  await expect(page.getByText("More light")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await expect(shot(page)).toBeVisible({ timeout: 30_000 });
  expect(await tracks(page), "the camera is off").not.toContain("live");
  await expect(fileInput(page, "Front of ID")).not.toHaveAccessibleDescription(/dark|blurred|far|outside/);
  await look(page, "document camera taken");
  await page.getByRole("button", { name: "Retake" }).click();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await expect(shot(page)).toBeVisible({ timeout: 30_000 });
  await fileInput(page, "Back of ID").setInputFiles(picture("back.png"));
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
});

test("the shutter waits for nothing, and one camera is on at a time", async ({ page }) => {
  await page.getByRole("button", { name: FRONT }).click();
  await page.getByRole("button", { name: "Take photo" }).click();
  await expect(shot(page)).toBeVisible();
  await page.getByRole("button", { name: "Retake" }).click();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await page.getByRole("button", { name: "Take the back with the camera" }).click();
  await expect.poll(() => tracks(page)).toEqual(["ended", "ended", "live"]);
});

test("leaving the page, hiding it or choosing a file turns the camera off", async ({ page }) => {
  const on = async () => {
    await page.getByRole("button", { name: FRONT }).click();
    await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  };
  await on();
  await page.getByRole("button", { name: "Upload instead" }).click();
  await expect(fileInput(page, "Front of ID")).toBeFocused();
  expect(await tracks(page)).toEqual(["ended"]);
  await on();
  await setHidden(page, true);
  expect((await tracks(page)).at(-1)).toBe("ended");
  await expect(page.getByText("The camera is off.")).toBeVisible();
  // It comes back with whoever looks.
  await setHidden(page, false);
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  expect((await tracks(page)).at(-1)).toBe("live");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Orders" }).click();
  await expect(page.getByRole("heading", { name: "Orders", level: 1 })).toBeVisible();
  expect(await tracks(page)).not.toContain("live");
});

function setHidden(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

test("a camera that is taken away, or busy, is told as such", async ({ page }) => {
  await page.getByRole("button", { name: FRONT }).click();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await page.evaluate(() => {
    const { tracks } = window as unknown as { tracks: MediaStreamTrack[] };
    tracks.at(-1)?.dispatchEvent(new Event("ended"));
  });
  await expect(page.getByText("The camera was taken away.")).toBeVisible();
  await page.evaluate(() => {
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia;
    devices.getUserMedia = async () => {
      devices.getUserMedia = open;
      throw new DOMException("", "NotReadableError");
    };
  });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Another app is using the camera.")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
});

test("by keyboard alone", async ({ page }) => {
  await tabTo(page, page.getByRole("button", { name: FRONT }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Take photo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Retake" })).toBeFocused();
  await fileInput(page, "Back of ID").setInputFiles(picture("back.png"));
  await tabTo(page, page.getByRole("button", { name: "Continue", exact: true }));
  await page.keyboard.press("Enter");
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
});
