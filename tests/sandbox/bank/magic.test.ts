import { describe, expect, it } from "vitest";
import {
  type BehaviourName,
  behaviours,
  magicAmounts,
  magicOf,
  magicRefundOf,
  magicRefunds,
  paid,
  testCard,
  testCards,
  testLogin,
  usualCardOf,
} from "../../../sandbox/bank/magic.ts";
import { cny } from "../../../core/money.ts";
import { commonReasons } from "../../../core/channel/failure_reason.ts";

describe("magicOf", () => {
  it("gives each listed amount its behaviour and treats any other amount normally", () => {
    const names = Object.keys(magicAmounts) as BehaviourName[];
    expect(names.map((name) => magicOf(cny(magicAmounts[name])))).toEqual(
      names.map((name) => behaviours[name]),
    );
    expect(new Set(Object.values(magicAmounts)).size).toBe(Object.keys(behaviours).length);
    expect([1, 100, 900_000, 900_021, 900_100].map((fen) => magicOf(cny(fen)))).toEqual(
      [undefined, undefined, undefined, undefined, undefined],
    );
  });

  it("can cause every reason for which a payment fails", () => {
    const caused = Object.values(behaviours)
      .flatMap(({ answer }) => answer.type === "declined" ? [answer.reason] : []);
    // The bank does not know a payment whose start it forgot.
    expect(new Set([...caused, "unknown_at_channel"])).toEqual(new Set(commonReasons));
  });
});

describe("testCards", () => {
  it("lists numbers that no real card can have, because the check digit is wrong", () => {
    expect(testCards.map((each) => luhn(each.number) % 10 === 0)).toEqual(
      testCards.map(() => false),
    );
    expect(testCards.every((each) => /^62\d{14}$/.test(each.number))).toBe(true);
  });

  it("has a card for every behaviour a payer can cause", () => {
    const atStart = ["answered_at_start", "refused_by_channel", "unclear_at_start"];
    const rest = Object.keys(behaviours)
      .filter((name) => !atStart.some((each) => name.startsWith(each)));
    expect(testCards.map((each) => each.behaviour)).toEqual(rest);
  });

  it("uses the usual card for an approval that names none", () => {
    expect([usualCardOf(paid("debit")), usualCardOf(paid("credit"))]).toEqual([
      { token: "sbxcard_approve_debit", lastFour: "0014" },
      { token: "sbxcard_approve_credit", lastFour: "0022" },
    ]);
  });
});

describe("testCard", () => {
  it.each([
    ["6200000000000014", "approve_debit"],
    ["6200 0000 0000 0022", "approve_credit"],
    ["6200-0000-0000-0030", "insufficient_funds"],
    ["6200000000000015", undefined],
    ["4111111111111111", undefined],
    ["62000000000000140", undefined],
    ["", undefined],
  ])("knows %s as %s", (number, behaviour) => {
    expect(testCard(number)?.behaviour).toBe(behaviour);
  });
});

describe("testLogin", () => {
  it("knows the listed logins and nobody else", () => {
    expect(testLogin(" approve_debit ")?.number).toBe("6200000000000014");
    expect(testLogin("someone")).toBeUndefined();
  });
});

describe("magicRefundOf", () => {
  it("gives each listed amount its behaviour and refunds any other amount", () => {
    expect(Object.values(magicRefunds).map((fen) => magicRefundOf(cny(fen)))).toEqual(
      Object.keys(magicRefunds),
    );
    expect(magicRefundOf(cny(100))).toBe("returned");
  });
});

/** ISO/IEC 7812-1 annex B. */
function luhn(number: string): number {
  return [...number].reverse().reduce((sum, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
