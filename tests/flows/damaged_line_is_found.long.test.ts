import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOne, portalWithPayments, ways } from "./damaged_line_story.ts";

describe("one of 10,000 lines of a channel's file", () => {
  let portal: Awaited<ReturnType<typeof portalWithPayments>>;
  beforeAll(async () => {
    portal = await portalWithPayments(10_000);
  });
  afterAll(() => portal.remove());

  it("is found to be nothing when it is not damaged", async () => {
    expect(await portal.findings(undefined)).toEqual([]);
  });

  it.each(ways)("is the only one found when it is damaged: $name", async (way) => {
    expectOne(await portal.findings(way), way);
  });
});
