import { describe, it } from "vitest";
import { survivesKills } from "./killed_dispatcher_story.ts";

describe("a dispatcher killed in the middle, twice", () => {
  it("loses nothing, and only what it had not recorded is sent twice", () =>
    survivesKills({ notices: 100, kills: 2 }));
});
