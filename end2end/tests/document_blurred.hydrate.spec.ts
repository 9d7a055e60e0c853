import { expectToldOff } from "../fixtures/camera.ts";
import { withFilm } from "../fixtures/film.ts";
import { test } from "../fixtures/journey.ts";

test.use(withFilm("blurred"));

test("a card out of focus is told so, takes nothing by itself, and stops nobody", ({ page }) =>
  expectToldOff(page, { shown: "Hold still", spoken: "The picture is blurred. Hold still.", advice: /The picture is blurred/ }));
