import { withArgument } from "../fixtures/browser.ts";
import { expectNoNeedOfCamera } from "../fixtures/camera.ts";
import { test } from "../fixtures/journey.ts";

test.use(withArgument("--use-fake-ui-for-media-stream", "--use-fake-ui-for-media-stream=deny"));

test("a camera that is refused does not stop the buyer", ({ page }) => expectNoNeedOfCamera(page, "Your browser does not let us use the camera."));
