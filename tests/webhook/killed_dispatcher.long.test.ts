import { describe, it } from "vitest";
import { survivesKills } from "./killed_dispatcher_story.ts";

describe("a dispatcher killed in the middle, ten times", () => {
  it("loses nothing, and only what it had not recorded is sent twice", () =>
    survivesKills({ notices: 600, kills: 10 }));
});
