import { it } from "vitest";
import { codesAreGuessed } from "./guessed_codes_story.ts";

it("guesses at codes through two processes get as far as a simple model says", () =>
  codesAreGuessed({ runs: 15, steps: 80 }));
