import { describe, expect, it } from "vitest";
import { magicAmounts, magicRefunds } from "../../../sandbox/bank/magic.ts";
import {
  contractBehaviour,
  deductionBehaviour,
  deductionBehaviours,
  magicDeductions,
  magicTitles,
} from "../../../sandbox/bank/magic_contracts.ts";
import { cny } from "../../../core/money.ts";

const plain = { sign: "signs", unsignRefusals: 0, unsign: "agrees", notices: "once" };

describe("contractBehaviour", () => {
  it("follows the magic word at the start of a title", () => {
    for (const [word, behaviour] of Object.entries(magicTitles)) {
      if (!word.endsWith("-n")) expect(contractBehaviour(`${word} 茶位月付`)).toEqual(behaviour);
    }
  });

  it("counts refusals by the digit in the title", () => {
    const refusals = (title: string) => contractBehaviour(title).unsignRefusals;
    expect(refusals("MAGIC-UNSIGN-REFUSED-1")).toBe(1);
    expect(refusals("MAGIC-UNSIGN-REFUSED-9 tea")).toBe(9);
    expect(refusals("MAGIC-UNSIGN-REFUSED-0")).toBe(0);
    expect(refusals("MAGIC-UNSIGN-REFUSED-12")).toBe(0);
  });

  it.each(["茶位月付", "", "magic-sign-refused", "About MAGIC-SIGN-REFUSED", "MAGIC"])(
    "is plain for the title %j",
    (title) => expect(contractBehaviour(title)).toEqual(plain),
  );
});

describe("deductionBehaviour", () => {
  it("gives each listed amount its behaviour, and approves any other amount", () => {
    const all = Object.entries(magicDeductions);
    expect(all.map(([, fen]) => deductionBehaviour(cny(fen)))).toEqual(
      Object.values(deductionBehaviours),
    );
    for (const fen of [1, 1_000, 7_700, 7_724, 100_000]) {
      expect(deductionBehaviour(cny(fen))).toEqual(deductionBehaviours.approve);
    }
  });

  it("has no amount twice, and none that is magic for orders or refunds", () => {
    const amounts = [magicDeductions, magicAmounts, magicRefunds].flatMap((each) =>
      Object.values(each)
    );
    expect(new Set(amounts).size).toBe(amounts.length);
  });
});
