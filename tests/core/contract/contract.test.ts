import { describe, expect, it } from "vitest";
import { askWait } from "../../../core/contract/ask_wait.ts";
import {
  advance,
  type Contract,
  type ContractAdvance,
  type ContractState,
  reasonOf,
} from "../../../core/contract/contract.ts";
import { after, minutes } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { must } from "../../support/fixtures.ts";
import { signedContract as active } from "../../support/signings.ts";

const at = after(START, minutes(10));
const asked: ContractAdvance = {
  type: "termination_asked",
  at,
  by: "merchant",
  reason: "退卡",
};
const complaint = { reason: "operator", setAt: at, text: "complaint" } as const;
const signals: Readonly<Record<string, ContractAdvance>> = {
  suspended: { type: "suspended", suspensions: [complaint] },
  suspension_added: {
    type: "suspension_added",
    suspensions: [complaint, { reason: "phone_lost", setAt: at }],
  },
  suspension_lifted: {
    type: "suspension_lifted",
    suspensions: [{ reason: "phone_lost", setAt: at }],
  },
  resumed: { type: "resumed" },
  termination_asked: asked,
  termination_queried: { type: "termination_queried", at },
  terminated: { type: "terminated", at, by: "channel" },
};

const standing: Readonly<Record<ContractState, Contract>> = {
  active,
  suspended: must(advance(active, signals["suspended"]!)),
  terminating: must(advance(active, asked)),
  terminated: must(advance(active, signals["terminated"]!)),
};

describe("advance", () => {
  it("goes one version on where the table has a state, and says the cell where it has none", () => {
    for (const [state, contract] of Object.entries(standing)) {
      for (const [name, signal] of Object.entries(signals)) {
        const next = advance(contract, signal);
        if (next.ok) expect([name, next.value.version]).toEqual([name, contract.version + 1]);
        else {
          expect(next.error).toEqual({
            code: "contract_signal_refused",
            contract_id: contract.contractId,
            state,
            signal: name,
          });
        }
      }
    }
  });

  it("remembers who asked first, why, and when charges stopped", () => {
    const later = after(at, minutes(5));
    const ended = must(
      advance(standing.terminating, { type: "terminated", at: later, by: "channel" }),
    );
    expect(ended).toMatchObject({
      state: "terminated",
      terminatedBy: "merchant",
      reason: "退卡",
      endedAt: at,
      terminatedAt: later,
    });
    expect(ended).not.toHaveProperty("askAfter");
  });

  it("trusts the channel about who ended it when nobody here asked", () => {
    expect(standing.terminated).toMatchObject({
      terminatedBy: "channel",
      endedAt: at,
      terminatedAt: at,
    });
  });

  it("says why it is suspended, until it is resumed", () => {
    expect(reasonOf(standing.suspended)).toBe("complaint");
    const both = must(advance(standing.suspended, signals["suspension_added"]!));
    expect(reasonOf(both)).toBe("complaint; phone_lost");
    expect(reasonOf(must(advance(standing.suspended, signals["resumed"]!)))).toBe(undefined);
  });

  it("counts how often the channel was queried again", () => {
    const again = must(advance(standing.terminating, signals["termination_queried"]!));
    expect(again).toMatchObject({
      state: "terminating",
      terminatedBy: "merchant",
      askAfter: after(at, askWait(1)),
      asks: 1,
    });
  });
});

describe("askWait", () => {
  it("is 1 minute, 5 minutes, 30 minutes, 2 hours, then 6 hours for ever", () => {
    const waits = Array.from({ length: 8 }, (_, asks) => askWait(asks) / minutes(1));
    expect(waits).toEqual([1, 5, 30, 120, 360, 360, 360, 360]);
  });
});
