import { awake, scripted } from "../fixtures/awake.ts";
import { expect, test } from "../fixtures/journey.ts";
import { look } from "../fixtures/look.ts";
import { buyHeld, gate, open, signIn } from "../fixtures/shopping.ts";

const path = "/help/identity-verification";
const way = { name: "How identity verification works" };

test("anybody reads how an identity is verified, with pictures that are there", async ({ page }) => {
  test.slow();
  await page.goto(path);
  await awake(page);
  await expect(page.getByRole("heading", { level: 1, name: "Identity verification" })).toBeVisible();
  await expect(page).toHaveTitle("Identity verification · PlusOne");
  for (const text of [
    "a number of the United States, Canada or Puerto Rico",
    "For 7 days",
    "You have 5 tries",
    "at most 3 years",
    "No. The verification belongs to your account",
  ]) {
    await expect(page.getByRole("main")).toContainText(text);
  }
  const pictures = page.getByRole("main").getByRole("img");
  await expect(pictures).toHaveCount(6);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect(picture).toHaveAttribute("alt", /\w{4}/);
    // Without script nothing can be asked of the picture itself; its file is asked for instead.
    const file = await page.request.get((await picture.getAttribute("src")) ?? "");
    expect(file.headers()["content-type"]).toBe("image/png");
    if (scripted()) {
      const loaded = () => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth);
      await expect.poll(loaded).toBe(585);
    }
  }
  await look(page, "help");
});

test("a reader says whether it helped", async ({ page }) => {
  await page.goto(path);
  await awake(page);
  const section = page.getByRole("region", { name: "Was this helpful?" });
  const send = section.getByRole("button", { name: "Send" });
  await send.click();
  await expect(section.getByRole("radio", { name: "Yes" }), "the browser asks for an answer first").toBeVisible();
  await section.getByRole("radio", { name: "No" }).check();
  await section.getByRole("textbox", { name: /What was missing/ }).fill("Where do I see my orders?");
  await send.click();
  await expect(section.getByRole("status")).toHaveText("Thank you. We read what is sent here.");
  await expect(section.getByRole("textbox")).toBeHidden();
  if (scripted()) await expect(section.getByRole("status")).toBeFocused();
  else await expect(page).toHaveURL(`${path}?thanks=1#feedback`);
  await look(page, "help thanks");
});

test.describe("a comment that is too long", () => {
  test.use({ expectedProblem: /status of 422/ });

  test("is refused in words, and what was typed stays", async ({ page }) => {
    await page.goto(path);
    await awake(page);
    const section = page.getByRole("region", { name: "Was this helpful?" });
    await section.getByRole("radio", { name: "Yes" }).check();
    const comment = section.getByRole("textbox", { name: /What was missing/ });
    await expect(comment).toHaveAttribute("maxlength", "1000");
    if (!scripted()) return;
    // As somebody does who takes the limit out of the page.
    const long = "n".repeat(1_001);
    await comment.evaluate((field) => field.removeAttribute("maxlength"));
    await comment.fill(long);
    await section.getByRole("button", { name: "Send" }).click();
    await expect(section.getByRole("alert")).toContainText("That comment cannot be sent");
    await expect(comment).toHaveValue(long);
  });
});

test("the gate, the order and the verification lead to the help", async ({ page }) => {
  await signIn(page, "unverified buyer");
  const dialog = await buyHeld(page, "+1 212 555 2677");
  await dialog.getByRole("link", way).click();
  await expect(page.getByRole("heading", { level: 1, name: "Identity verification" })).toBeVisible();
  await expect(gate(page)).toBeHidden();
  await expect(page.getByRole("banner")).toContainText("Not verified yet");
  await open(page, "/orders");
  await page.getByRole("link", { name: "+1 212 555 2677" }).click();
  if (!scripted()) await page.getByRole("button", { name: "Not now" }).click();
  await page.getByRole("main").getByRole("link", way).click();
  await expect(page).toHaveURL(path);
  await open(page, "/verify");
  await page.getByRole("link", way).click();
  await expect(page).toHaveURL(path);
});
