import { describe, it } from "vitest";
import { twoPortals } from "../support/portals.ts";
import { startSqld } from "../support/sqld.ts";
import { codesAreGuessed } from "./guessed_codes_story.ts";
import { guessingSigningCodes } from "./guessing_signing_codes.ts";

describe("guesses at codes, by strangers at many addresses while owners sign in, through two processes", () => {
  it("get as far as a simple model says, on a file", () =>
    codesAreGuessed({ runs: 100, steps: 80 }));

  it("do the same on a libSQL server", async () => {
    const sqld = await startSqld();
    try {
      await codesAreGuessed({ runs: 30, steps: 80 }, sqld.url);
    } finally {
      await sqld.stop();
    }
  });

  it("get as far at codes of signings, of two portals on a file", async () => {
    await using two = await twoPortals();
    await guessingSigningCodes(two, { runs: 60, steps: 40 });
  });
});
