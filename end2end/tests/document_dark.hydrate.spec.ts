import { expectToldOff } from "../fixtures/camera.ts";
import { withFilm } from "../fixtures/film.ts";
import { test } from "../fixtures/journey.ts";

test.use(withFilm("dark"));

test("a dark room is told in one word, takes nothing by itself, and stops nobody", ({ page }) =>
  expectToldOff(page, { shown: "More light", spoken: "It is too dark. Turn on a light.", advice: /It is too dark/ }));
