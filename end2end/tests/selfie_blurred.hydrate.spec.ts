import { expectHint } from "../fixtures/face.ts";
import { withFilm } from "../fixtures/film.ts";
import { test } from "../fixtures/journey.ts";

test.use(withFilm("face_blurred"));

test("a camera film of this kind (blurred) gets its hint, and takes nothing by itself", ({ page }) => expectHint(page, "Blurred: hold still, wipe the lens", "blurred"));
