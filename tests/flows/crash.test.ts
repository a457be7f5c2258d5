import { describe, it } from "vitest";
import { survivesKills } from "./crash_story.ts";

describe("a process killed in the middle of fifty payments, three times", () => {
  it("loses nothing it acknowledged, charges nothing twice, and settles every doubt on asking again", () =>
    survivesKills(3));
});
