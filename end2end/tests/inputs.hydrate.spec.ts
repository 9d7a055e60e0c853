import { type Page } from "@playwright/test";
import { awake } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { type Picture, picture, tinyPicture } from "../fixtures/picture.ts";
import { buyHeld, signIn } from "../fixtures/shopping.ts";
import { specimen, stored } from "../fixtures/specimen.ts";
import { fileInput, heading, startVerification } from "../fixtures/verifying.ts";

// What the server refuses, and a connection that is cut, are errors in the browser's console.
test.use({ expectedProblem: /Failed to load resource: (the server responded with a status of 422|net::ERR_CONNECTION_RESET)/ });

const RECEIVED = /Received\./;

test.beforeEach(async ({ page }) => {
  await signIn(page, "unverified buyer");
  await buyHeld(page, "+1 202 555 1000");
  await startVerification(page);
});

function chooseLicense(page: Page): Promise<void> {
  return page.getByRole("radio", { name: "Driver's license", exact: true }).check();
}

function goOn(page: Page): Promise<void> {
  return page.getByRole("button", { name: "Continue", exact: true }).click();
}

/** Fires an event with a file, as a drag or a paste does. */
function give(page: Page, target: string, kind: "dragover" | "drop" | "paste", { name, mimeType, buffer }: Picture): Promise<void> {
  return page.evaluate(
    ({ target, kind, name, mimeType, base64 }) => {
      const given = new DataTransfer();
      given.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type: mimeType }));
      const event =
        kind === "paste"
          ? new ClipboardEvent(kind, { clipboardData: given, bubbles: true })
          : new DragEvent(kind, { dataTransfer: given, bubbles: true, cancelable: true });
      document.querySelector(target)?.dispatchEvent(event);
    },
    { target, kind, name, mimeType, base64: buffer.toString("base64") },
  );
}

/** The files that are posted, by field, from now on. */
async function notePosts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const posted: Record<string, File> = {};
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function (body) {
      if (body instanceof FormData) for (const [name, value] of body) if (value instanceof File) posted[name] = value;
      return send.call(this, body);
    };
    Object.assign(window, { posted });
  });
}

/** A posted file: what it holds, and its size as a picture. */
function posted(page: Page, name: string) {
  return page.evaluate(async (name) => {
    const file = (window as unknown as { posted: Record<string, File> }).posted[name]!;
    const { width, height } = await createImageBitmap(file, { imageOrientation: "none" });
    return { text: new TextDecoder("latin1").decode(await file.arrayBuffer()), width, height };
  }, name);
}

test("pictures are dropped on a side, or pasted into the page", async ({ page }) => {
  await chooseLicense(page);
  await give(page, ".side", "dragover", specimen("sharp"));
  await expect(page.locator(".side").first()).toHaveAttribute("data-dragged");
  await give(page, ".side", "drop", specimen("sharp"));
  await expect(page.locator(".side").first()).not.toHaveAttribute("data-dragged");
  await expect(page.getByRole("img", { name: "Chosen picture: Front of ID" })).toBeVisible();
  // The front is here, so what is pasted is the back.
  await give(page, "body", "paste", specimen("back"));
  await expect(page.getByRole("img", { name: "Chosen picture: Back of ID" })).toBeVisible();
  await look(page, "document given");
  await goOn(page);
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
});

test.describe("a picture that the browser itself cannot show", () => {
  // Playwright's own trace looks into it; the page's policy forbids it that.
  test.use({ expectedProblem: /^Connecting to 'blob:.* violates/ });

  test("a picture in HEIC is read, and sent as a JPEG", async ({ page }) => {
    test.setTimeout(180_000);
    await page.getByRole("radio", { name: "Passport", exact: true }).check();
    await notePosts(page);
    await fileInput(page, "Front of ID").setInputFiles(stored("heic"));
    await expect(page.getByRole("img", { name: "Chosen picture: Front of ID" })).toBeVisible({ timeout: 60_000 });
    await expect(fileInput(page, "Front of ID")).not.toHaveAccessibleDescription(/cannot|not a picture/);
    await goOn(page);
    await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
    const sent = await posted(page, "front");
    expect([sent.text.slice(0, 3), sent.width, sent.height]).toEqual(["\u00ff\u00d8\u00ff", 800, 600]);
  });
});

test("a picture that lies on its side is sent upright, and without where it was taken", async ({ page }) => {
  await page.getByRole("radio", { name: "Passport", exact: true }).check();
  await notePosts(page);
  const turned = stored("turned");
  expect(turned.buffer.toString("latin1")).toContain("Exif");
  await fileInput(page, "Front of ID").setInputFiles(turned);
  await expect(page.getByRole("button", { name: "Continue", exact: true })).toBeEnabled();
  await goOn(page);
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
  const sent = await posted(page, "front");
  expect([sent.width, sent.height]).toEqual([1600, 1200]);
  for (const mark of ["Exif", "II*"]) expect(sent.text).not.toContain(mark);
});

test("after a lost connection only what is missing is sent again", async ({ page }) => {
  await chooseLicense(page);
  const sent: string[] = [];
  let cut = 2;
  await page.route("**/uploads/document", async (route) => {
    const side = sent.length === 0 ? "front" : "back";
    sent.push(side);
    if (side === "back" && cut-- > 0) await route.abort("connectionreset");
    else await route.continue();
  });
  await fileInput(page, "Front of ID").setInputFiles(picture("front.png"));
  await fileInput(page, "Back of ID").setInputFiles(picture("back.png"));
  await goOn(page);
  await expect(page.locator("label", { hasText: "Connection lost. Trying again…" })).toBeVisible({ timeout: 20_000 });
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
  expect(sent).toEqual(["front", "back", "back", "back"]);
});

test("what has arrived is asked for no more, also after a reload", async ({ page }) => {
  await chooseLicense(page);
  let posts = 0;
  await page.route("**/uploads/document", (route) => (posts++ === 0 ? route.continue() : route.abort("connectionreset")));
  await fileInput(page, "Front of ID").setInputFiles(picture("front.png"));
  await fileInput(page, "Back of ID").setInputFiles(picture("back.png"));
  await goOn(page);
  await expect(page.locator("label", { hasText: "Connection lost. Trying again…" })).toBeVisible({ timeout: 20_000 });
  await page.unroute("**/uploads/document");
  await page.reload();
  await awake(page);
  await expect(page.getByRole("radio", { name: "Driver's license", exact: true })).toBeChecked();
  await expect(fileInput(page, "Front of ID")).toHaveAccessibleDescription(RECEIVED);
  await expect(fileInput(page, "Back of ID")).not.toHaveAccessibleDescription(RECEIVED);
  await look(page, "document received");
  await fileInput(page, "Back of ID").setInputFiles(picture("back.png"));
  await goOn(page);
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
});

test("a side that is refused is asked for alone, and told when it comes again", async ({ page }) => {
  await chooseLicense(page);
  await fileInput(page, "Front of ID").setInputFiles(picture("front.png"));
  await fileInput(page, "Back of ID").setInputFiles(tinyPicture("back.png"));
  await goOn(page);
  await expect(page.getByText("The file is too small to be a photo.")).toBeVisible();
  await expect(fileInput(page, "Front of ID")).toHaveAccessibleDescription(RECEIVED);
  await fileInput(page, "Back of ID").setInputFiles(tinyPicture("again.png"));
  await expect(fileInput(page, "Back of ID")).toHaveAccessibleDescription(/did not work before/);
  await expect(page.getByRole("button", { name: "Continue", exact: true }), "advice stops nobody").toBeEnabled();
  await fileInput(page, "Back of ID").setInputFiles(picture("back.png"));
  await expect(fileInput(page, "Back of ID")).not.toHaveAccessibleDescription(/did not work before/);
  await goOn(page);
  await expect(heading(page, "Take a selfie")).toBeVisible({ timeout: 20_000 });
});
