import { describe, expect, it } from "vitest";
import { hasExpired, lastDayOf, validUntil } from "../../../core/contract/validity.ts";
import { type BusinessDay, instant } from "../../../core/time.ts";

const at = (text: string) => instant(Date.parse(text));
const day = (text: string) => text as BusinessDay;

describe("a contract's last day", () => {
  it.each([
    [1, "2026-11-20T14:00:00+08:00", "2026-11-22T00:00:00+08:00", "2026-11-21"],
    [1, "2026-11-20T00:00:00+08:00", "2026-11-22T00:00:00+08:00", "2026-11-21"],
    [1, "2026-11-20T23:59:59.999+08:00", "2026-11-22T00:00:00+08:00", "2026-11-21"],
    [30, "2026-11-20T14:00:00+08:00", "2026-12-21T00:00:00+08:00", "2026-12-20"],
    [365, "2027-02-28T08:00:00+08:00", "2028-02-29T00:00:00+08:00", "2028-02-28"],
    [3_650, "2026-11-20T07:59:59+08:00", "2036-11-18T00:00:00+08:00", "2036-11-17"],
  ])("%d days after %s is over at %s", (days, signedAt, expiresAt, last) => {
    const until = validUntil(days, at(signedAt));
    expect([until, lastDayOf(until!)]).toEqual([at(expiresAt), last]);
  });

  it("is a whole one: charged on it, and not on the next", () => {
    const expiresAt = at("2026-12-21T00:00:00+08:00");
    expect(hasExpired({ expiresAt }, day("2026-12-20"))).toBe(false);
    expect(hasExpired({ expiresAt }, day("2026-12-21"))).toBe(true);
    expect(hasExpired({ expiresAt }, day("2027-01-01"))).toBe(true);
  });

  it("does not come where the plan names none", () => {
    expect(validUntil(undefined, at("2026-11-20T14:00:00+08:00"))).toBe(undefined);
    expect(hasExpired({ expiresAt: undefined }, day("9999-12-31"))).toBe(false);
  });
});
