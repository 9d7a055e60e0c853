import { expectHint } from "../fixtures/face.ts";
import { withFilm } from "../fixtures/film.ts";
import { test } from "../fixtures/journey.ts";

test.use(withFilm("face_dark"));

test("a camera film of this kind (dark) gets its hint, and takes nothing by itself", ({ page }) => expectHint(page, "More light, please", "dark"));
