import { type Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey.ts";
import { picture } from "../fixtures/picture.ts";
import { buyHeld, expectStatus, openOrder, orderRow, signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, fileInput, startVerification, takeSelfie, uploadId, uploadSelfie } from "../fixtures/verifying.ts";

test.beforeEach(async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 0123");
  await startVerification(page);
  await uploadId(page);
});

test("a selfie by camera, and the order completes before the buyer's eyes", async ({ page }) => {
  await takeSelfie(page);
  const loads: string[] = [];
  page.on("request", (request) => request.isNavigationRequest() && loads.push(request.url()));
  await page.getByRole("button", { name: "Use photo" }).click();
  await expect(page.getByRole("heading", { name: "Checking your identity" })).toBeVisible();
  await expectResult(page, "Identity verified");
  await expect(orderRow(page, "Your orders", "+1 202 555 0123")).toContainText("Purchased", { timeout: 20_000 });
  expect(loads, "pages loaded meanwhile").toEqual([]);
});

test("the photo can be taken again", async ({ page }) => {
  await takeSelfie(page);
  await page.getByRole("button", { name: "Retake" }).click();
  await page.getByRole("button", { name: "Take photo" }).click();
  await expect(page.getByRole("img", { name: "Your selfie" })).toBeVisible();
  await page.getByRole("button", { name: "Use photo" }).click();
  await expectResult(page, "Identity verified");
});

test("without consent the camera stays off", async ({ page }) => {
  await page.getByRole("button", { name: "Start camera" }).click();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeDisabled();
  await expect(page.getByRole("checkbox", { name: "I agree to the use of my biometric data" })).toBeFocused();
});

test("reloading with the camera on turns it off and loses nothing", async ({ page }) => {
  await consent(page);
  await page.getByRole("button", { name: "Start camera" }).click();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
  await page.reload();
  await expect(page.getByRole("button", { name: "Take photo" })).toBeDisabled();
  await uploadSelfie(page);
  await expectResult(page, "Identity verified");
  await openOrder(page, "+1 202 555 0123");
  await expectStatus(page, "Purchased");
});

test.describe("while the browser still asks for the camera", () => {
  /** Presses Start camera; the person's yes comes with what this returns, which waits until the camera is off again. */
  async function askForCamera(page: Page): Promise<() => Promise<void>> {
    await page.evaluate(() => {
      const devices = navigator.mediaDevices;
      const open = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (wishes) => {
        await new Promise<void>((yes) => Object.assign(window, { yes }));
        const stream = await open(wishes);
        return Object.assign(window, { stream }).stream;
      };
    });
    await consent(page);
    await page.getByRole("button", { name: "Start camera" }).click();
    await page.waitForFunction(() => "yes" in window);
    return async () => {
      await page.evaluate(() => (window as unknown as { yes(): void }).yes());
      await page.waitForFunction(() => {
        const { stream } = window as unknown as { stream?: MediaStream };
        return stream?.getTracks().every((track) => track.readyState === "ended");
      });
    };
  }

  test("leaving the page keeps it off", async ({ page }) => {
    const sayYes = await askForCamera(page);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Orders" }).click();
    await expect(page.getByRole("heading", { name: "Orders", level: 1 })).toBeVisible();
    await sayYes();
  });

  test("a picture that is chosen meanwhile keeps it off", async ({ page }) => {
    const sayYes = await askForCamera(page);
    await fileInput(page, "Upload a selfie").setInputFiles(picture("selfie.png"));
    await expect(page.getByRole("img", { name: "Your selfie" })).toBeVisible();
    await sayYes();
    await page.getByRole("button", { name: "Use photo" }).click();
    await expectResult(page, "Identity verified");
  });
});
