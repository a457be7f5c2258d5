import { describe, it } from "vitest";
import { startSqld } from "../support/sqld.ts";
import { codesAreGuessed } from "./guessed_codes_story.ts";

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
});
