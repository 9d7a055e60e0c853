import { withArgument } from "../fixtures/browser.ts";
import { expectNoNeedOfCamera } from "../fixtures/camera.ts";
import { test } from "../fixtures/journey.ts";

test.use(withArgument("--use-fake-ui-for-media-stream", "--use-fake-ui-for-media-stream=deny"));

test("a camera that is refused does not stop the buyer", ({ page }) => expectNoNeedOfCamera(page, "Your browser does not let us use the camera. Click the icon beside the address"));

test.describe("on a phone", () => {
  test.use({ userAgent: "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36" });

  test("the way to allow it is the phone's", ({ page }) => expectNoNeedOfCamera(page, "Tap the icon beside the address, choose Permissions"));
});
