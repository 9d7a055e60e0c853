import { withArgument } from "../fixtures/browser.ts";
import { expectNoNeedOfCamera } from "../fixtures/camera.ts";
import { test } from "../fixtures/journey.ts";

test.use(withArgument("--use-fake-device-for-media-stream", "--use-fake-device-for-media-stream=device-count=0"));

test("a camera that is missing does not stop the buyer", ({ page }) => expectNoNeedOfCamera(page, "No camera was found."));
