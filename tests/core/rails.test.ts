import { describe, expect, it } from "vitest";
import { cny } from "../../core/money.ts";
import {
  type BusinessDay,
  type Instant,
  parseShanghaiTime,
  shanghaiTime,
} from "../../core/time.ts";
import { type RailName, railsFor } from "../../core/transfer/rail.ts";
import { rails } from "../../core/transfer/rails.ts";

const at = (text: string) => parseShanghaiTime(text) as Instant;
const large = (now: string) =>
  railsFor(rails, cny(200_000_000), at(now)).find(({ name }) => name === "large_value");

describe("railsFor", () => {
  it("recommends what is always open up to its limit, and leaves out what does not carry the amount", () => {
    const names = (fen: number): readonly RailName[] =>
      railsFor(rails, cny(fen), at("2026-11-20T10:00")).map(({ name }) => name);
    expect(names(100_000_000)[0]).toBe("super_online_banking");
    expect(names(100_000_001)).toEqual(["large_value", "bank_direct", "b2b_gateway"]);
  });

  it.each([
    ["2026-11-20T10:00", true, "2026-11-20 10:30:00"],
    ["2026-11-20T08:00", false, "2026-11-20 09:00:00"],
    // A Friday after hours, and the holiday in October with the Saturday that is worked for it.
    ["2026-11-20T17:00", false, "2026-11-23 09:00:00"],
    ["2026-09-30T18:00", false, "2026-10-08 09:00:00"],
    ["2026-10-09T18:00", false, "2026-10-10 09:00:00"],
  ])("at %s says open: %s, here by %s", (now, openNow, by) => {
    const offer = large(now);
    expect(offer && { openNow: offer.openNow, by: shanghaiTime(offer.arrivesBy) })
      .toEqual({ openNow, by });
  });

  it("takes the table of the day", () => {
    const later = { from: "2027-01-01" as BusinessDay, rails: [] };
    expect(railsFor([...rails, later], cny(100), at("2026-12-31T23:59"))).not.toEqual([]);
    expect(railsFor([...rails, later], cny(100), at("2027-01-01T00:00"))).toEqual([]);
  });
});
