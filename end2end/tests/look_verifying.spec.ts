import { happens, scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { notPicture } from "../fixtures/picture.ts";
import { buyHeld, expectStatus, gate, open, openOrder, orderRow, signIn } from "../fixtures/shopping.ts";
import { consent, expectResult, fileInput, fillId, heading, takeSelfie, uploadId, uploadSelfie, verify } from "../fixtures/verifying.ts";

const number = "+1 415 555 2677";

test.beforeEach(async ({ page }) => {
  test.slow();
  await signIn(page, "unverified buyer");
  await buyHeld(page, number);
  await open(page, "/verify");
});

test("the steps look right", async ({ page }) => {
  await look(page, "verify document");
  await fillId(page);
  await look(page, "verify document filled");
  await uploadId(page, { front: "lost.jpg" });
  await look(page, "verify selfie");
  if (scripted()) {
    await consent(page);
    await page.getByRole("button", { name: "Start camera" }).click();
    await expect(page.getByRole("button", { name: "Take photo" })).toBeEnabled();
    await look(page, "verify selfie camera");
    await page.reload();
    await takeSelfie(page);
    await look(page, "verify selfie taken");
    await page.getByRole("button", { name: "Use photo" }).click();
  } else {
    await uploadSelfie(page);
  }
  await expect(heading(page, "Checking your identity")).toBeVisible();
  await look(page, "verify checking");
});

test.describe("a picture that cannot be used", () => {
  // Playwright's own trace looks into the pictures that failed to load; the page's policy forbids it that.
  test.use({ expectedProblem: /^Connecting to 'blob:.* violates/ });

  test("looks right", async ({ page }) => {
    await page.getByRole("radio", { name: "Passport", exact: true }).check();
    await fileInput(page, "Front of ID").setInputFiles(notPicture("front.png"));
    if (scripted()) {
      await expect(page.getByText("This file is not a picture that we can read.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Continue", exact: true })).toBeDisabled();
    } else {
      await page.getByRole("button", { name: "Continue", exact: true }).click();
      await expect(page.getByRole("alert")).toContainText("The file is not a picture that we can read.");
    }
    await look(page, "verify document refused");
  });
});

test("verified looks right", async ({ page }) => {
  await verify(page);
  await expectResult(page, "Identity verified");
  await happens(page, (patience) => expect(orderRow(page, "Your orders", number)).toContainText("Purchased", patience));
  await look(page, "verify verified");
  await openOrder(page, number);
  await expectStatus(page, "Purchased");
  await look(page, "order completed");
});

test("declined looks right", async ({ page }) => {
  await verify(page, { front: "declined.jpg" });
  await expectResult(page, "We could not verify you");
  await look(page, "verify declined");
  await openOrder(page, number);
  await expectStatus(page, "Declined");
  await look(page, "order declined");
});

test("under review looks right", async ({ page }) => {
  await verify(page, { front: "review.jpg" });
  await expectResult(page, "Your verification is under review");
  await look(page, "verify under review");
  await openOrder(page, number);
  await expectStatus(page, "Held: under review");
  await look(page, "order under review");
});

test("trying again looks right", async ({ page }) => {
  await verify(page, { front: "retry.jpg" });
  await expectResult(page, "Please try again");
  await look(page, "verify try again");
  await openOrder(page, number);
  if (await gate(page).isVisible()) await page.getByRole("button", { name: "Not now" }).click();
  await look(page, "order try again");
  await open(page, "/verify");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(heading(page, "Upload your ID")).toBeVisible();
  await look(page, "verify document again");
});

test.describe("while the vendor is silent", () => {
  test.use({ settings: { PLUSONE_PERSONA_POLL_AFTER: "600s" } });

  test("the order looks right", async ({ page }) => {
    await verify(page, { front: "lost.jpg" });
    await expectResult(page, "Checking your identity");
    await openOrder(page, number);
    await expectStatus(page, "Held: identity needed");
    await look(page, "order checking");
  });
});
