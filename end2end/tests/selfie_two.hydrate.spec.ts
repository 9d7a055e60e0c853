import { expectHint } from "../fixtures/face.ts";
import { withFilm } from "../fixtures/film.ts";
import { test } from "../fixtures/journey.ts";

test.use(withFilm("two_faces"));

test("a camera film of this kind (two) gets its hint, and takes nothing by itself", ({ page }) => expectHint(page, "One person only, please", "two"));
