import { expectHint } from "../fixtures/face.ts";
import { withFilm } from "../fixtures/film.ts";
import { test } from "../fixtures/journey.ts";

test.use(withFilm("nobody"));

test("a camera film of this kind (nobody) gets its hint, and takes nothing by itself", ({ page }) => expectHint(page, "Put your face in the oval", "nobody"));
