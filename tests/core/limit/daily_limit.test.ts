import { describe, expect, it } from "vitest";
import { merchantNo } from "../../../core/id.ts";
import {
  dailyLimit,
  limitScope,
  type LimitUse,
  overLimit,
} from "../../../core/limit/daily_limit.ts";
import { cny } from "../../../core/money.ts";
import { type BusinessDay, hours, instant } from "../../../core/time.ts";
import { teaHouse } from "../../support/fixtures.ts";

const now = instant(Date.parse("2026-11-20T15:59:59.999Z"));
const browser = { consumerId: undefined, device: "a-phone" };
const person = { consumerId: "con_01KAG8M0000000000000000001", device: "a-phone" } as const;
const noodles = { ...teaHouse, merchantNo: merchantNo("888000000000009") };

function use(account: string, scope: string, fen: number, day = "2026-11-20"): LimitUse {
  return { counter: { account, scope, day: day as BusinessDay, tier: "D" }, spent: cny(fen) };
}

describe("limitScope", () => {
  it("is the person if there is a session, otherwise the browser, and unknown before that", () => {
    expect(limitScope("account", person, teaHouse)?.account).toBe(person.consumerId);
    expect(limitScope("account", browser, teaHouse)?.account).toBe("a-phone");
    const nobody = { consumerId: undefined, device: undefined };
    expect(limitScope("account", nobody, teaHouse)).toBeUndefined();
  });

  it("adds up across all merchants, or per merchant if so configured", () => {
    const [tea, other] = [teaHouse, noodles].map((each) => limitScope("account", browser, each));
    expect(tea).toEqual(other);
    const apart = [teaHouse, noodles].map((each) => limitScope("account_merchant", browser, each));
    expect(apart[0]).not.toEqual(apart[1]);
  });

  it("never mixes test and live", () => {
    const live = { ...teaHouse, mode: "live" } as const;
    for (const reading of ["account", "account_merchant"] as const) {
      const scopes = [teaHouse, { ...live, merchantNo: merchantNo("888000000000008") }]
        .map((each) => limitScope(reading, browser, each)?.scope);
      expect(scopes[0]).not.toBe(scopes[1]);
    }
  });
});

describe("dailyLimit", () => {
  it("leaves ¥500 less what this account paid in this scope on this day", () => {
    const uses = [
      use("a-phone", "test", 12_345),
      use("a-phone", teaHouse.merchantNo, 40_000),
      use("another", "test", 50_000),
      use("a-phone", "test", 50_000, "2026-11-21"),
    ];
    const facts = { payer: browser, merchant: teaHouse, uses };
    expect(dailyLimit(facts, { reading: "account", now })).toEqual({
      counter: { account: "a-phone", scope: "test", day: "2026-11-20", tier: "D" },
      tier: "D",
      cap: cny(50_000),
      left: cny(37_655),
    });
    expect(dailyLimit(facts, { reading: "account_merchant", now }).left).toEqual(cny(10_000));
  });

  it("starts a new day at midnight in Shanghai, on the merchant's own clock", () => {
    const facts = { payer: browser, merchant: teaHouse, uses: [use("a-phone", "test", 50_000)] };
    expect(dailyLimit(facts, { reading: "account", now }).left).toEqual(cny(0));
    const midnight = instant(now + 1);
    expect(dailyLimit(facts, { reading: "account", now: midnight }).left).toEqual(cny(50_000));
    const tomorrow = { ...facts, merchant: { ...teaHouse, clockOffset: hours(24) } };
    expect(dailyLimit(tomorrow, { reading: "account", now }).left).toEqual(cny(50_000));
  });

  it("leaves nothing, never less, when money came late", () => {
    const facts = { payer: browser, merchant: teaHouse, uses: [use("a-phone", "test", 50_001)] };
    expect(dailyLimit(facts, { reading: "account", now }).left).toEqual(cny(0));
  });
});

describe("overLimit", () => {
  const payer = browser;
  const uses = [use("a-phone", "test", 20_000)];
  const limit = dailyLimit({ payer, merchant: teaHouse, uses }, { reading: "account", now });

  it("lets the last fen be used, and not one more", () => {
    expect(overLimit(limit, cny(30_000))).toBeUndefined();
    expect(overLimit(limit, cny(30_001))).toEqual({
      code: "daily_limit_exceeded",
      tier: "D",
      cap: 50_000,
      left: 30_000,
    });
  });
});
