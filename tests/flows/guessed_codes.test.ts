import { it } from "vitest";
import { twoPortals } from "../support/portals.ts";
import { codesAreGuessed } from "./guessed_codes_story.ts";
import { guessingSigningCodes } from "./guessing_signing_codes.ts";

it("guesses at codes through two processes get as far as a simple model says", () =>
  codesAreGuessed({ runs: 15, steps: 80 }));

it("guesses at codes of signings at two portals do too", async () => {
  await using two = await twoPortals();
  await guessingSigningCodes(two, { runs: 10, steps: 40 });
});
