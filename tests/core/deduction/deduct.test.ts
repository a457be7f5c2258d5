import { nobodyListed } from "../../../core/block/listed_as.ts";
import type { ChannelName } from "../../../core/channel/channel.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, type Contract } from "../../../core/contract/contract.ts";
import type { ContractFacts } from "../../../core/contract/contract_facts.ts";
import type { ContractWithUse } from "../../../core/contract/contract_store.ts";
import { decide, type Deduct } from "../../../core/deduction/deduct.ts";
import { AMOUNT_FEN_MAX, cny } from "../../../core/money.ts";
import { after, businessDay, days, hours, instant, minutes } from "../../../core/time.ts";
import type { SentNotice } from "../../../core/deduction/deduction_notice.ts";
import type { Deduction } from "../../../core/deduction/deduction.ts";
import { newDeduction } from "../../../routes/api/v1/deductions.ts";
import { START } from "../../support/fake_clock.ts";
import { must, teaHouse } from "../../support/fixtures.ts";
import { signedContract } from "../../support/signings.ts";

const contract: Contract = { ...signedContract, merchantNo: teaHouse.merchantNo };
const ID = "ctr_01KAG8M0000000000000000013";

describe("decide a deduction", () => {
  it("accepts an amount up to the limit per charge and refuses everything else, in 10,000 cases", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: AMOUNT_FEN_MAX }).chain((limit) =>
          fc.tuple(fc.constant(limit), amountsNear(limit))
        ),
        ([limit, amount]) => {
          const taken = isTaken(amount, limit);
          const right = typeof amount === "number" && Number.isSafeInteger(amount) &&
            amount >= 1 && amount <= limit && amount <= AMOUNT_FEN_MAX;
          return taken === right;
        },
      ),
      { numRuns: 10_000, verbose: true },
    );
  });

  it("allows what is left of the day to the last fen, and says what was used and left", () => {
    const use = found({ perTransactionLimit: cny(1_000), perDayLimit: cny(5_000) }, 4_001);
    expect(must(decided(999, use)).leftToday).toEqual(cny(0));
    expect(decided(1_000, use)).toEqual({
      ok: false,
      error: { code: "day_limit_exceeded", limit: 5_000, used: 4_001, left: 999, amount: 1_000 },
    });
  });

  it("refuses a contract that is suspended, ending or ended, and says which", () => {
    for (const standing of [suspended, terminating, terminated]) {
      expect(decided(100, found(standing))).toMatchObject({
        error: { code: "contract_not_active", state: standing.state },
      });
    }
  });

  it("refuses what no connected channel can charge", () => {
    expect(decided(100, found({}), { channelAvailable: false })).toMatchObject({
      error: { code: "channel_not_available" },
    });
    expect(decided(100, found({}), { stopped: ["sandbox"] })).toMatchObject({
      error: { code: "channel_stopped", channel: "sandbox" },
    });
  });

  it("answers for a used number before any other check, even after the contract has ended", () => {
    const { deduction } = must(decided(100, found({})));
    const existing = { ...found(terminated, 100), deduction };
    expect(decided(100, found(terminated), { existing })).toMatchObject({
      ok: true,
      value: { replayed: true, deduction: { deductionId: deduction.deductionId } },
    });
    expect(decided(101, found(terminated), { existing })).toMatchObject({
      error: { code: "deduction_no_reused", differs: ["amount"] },
    });
  });

  it("uses the message that has waited longest, and none on a plan that needs none", () => {
    const notices = [notice("2", hours(48)), notice("1", hours(24)), notice("0", days(-31))];
    const at = after(START, days(3));
    const charged = must(decided(100, found({ kind: "periodic" }), { notices, now: at }));
    expect(charged.events).toMatchObject([{ noticeId: notices[1]!.noticeId }]);
    const usage = must(decided(100, found({ kind: "usage" }), { notices, now: at }));
    expect(usage.events).toMatchObject([{ noticeId: undefined }]);
  });
});

/** What a request may hold as an amount, around a limit. */
function amountsNear(limit: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom<unknown>(limit - 1, limit, limit + 1, 0, -1, -limit, 1),
    fc.constantFrom<unknown>(2 ** 53, 2 ** 53 - 1, -(2 ** 53), 1e21, AMOUNT_FEN_MAX + 1),
    fc.constantFrom<unknown>(limit - 0.5, limit + 0.01, 0.1, Number.MIN_VALUE),
    fc.constantFrom<unknown>(String(limit), fullWidth(limit), "", "1e2", null, [limit], true),
    fc.integer({ min: -limit, max: 2 * limit }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
}

function fullWidth(n: number): string {
  return String(n).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

/** As a request would be: read as JSON, parsed at the edge, decided. */
function isTaken(amount: unknown, limit: number): boolean {
  const body = JSON.parse(
    JSON.stringify({ contract_id: ID, merchant_order_no: "A-1", amount, subject: "续杯" }),
  );
  const parsed = newDeduction.safeParse(body);
  if (!parsed.success) return false;
  const limits = { perTransactionLimit: cny(limit), perDayLimit: cny(AMOUNT_FEN_MAX) };
  return decided(parsed.data.amount, found(limits)).ok;
}

const suspended = must(
  advance(contract, {
    type: "suspended",
    suspensions: [{ reason: "phone_lost", setAt: START }],
  }),
);
const terminating = must(
  advance(contract, { type: "termination_asked", at: START, by: "consumer", reason: undefined }),
);
const terminated = must(advance(contract, { type: "terminated", at: START, by: "channel" }));

function found(given: Partial<ContractFacts> | Contract, used = 0): ContractWithUse & {
  readonly merchant: typeof teaHouse;
  readonly guard: { nextPollAt: undefined; early: 0; blockedUntil: undefined };
} {
  return {
    contract: { ...contract, ...given },
    owner: teaHouse,
    merchant: teaHouse,
    today: businessDay(START),
    usedToday: cny(used),
    guard: { nextPollAt: undefined, early: 0, blockedUntil: undefined },
  };
}

interface Given {
  readonly channelAvailable?: boolean;
  readonly stopped?: readonly ChannelName[];
  readonly notices?: readonly SentNotice[];
  readonly existing?: ReturnType<typeof found> & { readonly deduction: Deduction };
  readonly now?: typeof START;
}

function decided(fen: number, use: ReturnType<typeof found>, given: Given = {}) {
  const command: Deduct = {
    caller: { type: "secret_key", digest: "" },
    contractId: ID,
    merchantOrderNo: "A-1",
    amount: cny(fen),
    subject: "续杯",
    settleMerchantNo: undefined,
  };
  return decide(command, {
    merchant: teaHouse,
    found: use,
    existing: given.existing,
    notices: given.notices ?? [],
    own: [],
    settleTo: undefined,
    sharing: undefined,
  }, {
    deductionId: "ded_01KAG8M0000000000000000021",
    eventId: "evt_01KAG8M0000000000000000022",
    now: given.now ?? START,
    channelAvailable: given.channelAvailable ?? true,
    stopped: given.stopped ?? [],
    payer: nobodyListed,
  });
}

function notice(no: string, wait: ReturnType<typeof minutes>): SentNotice {
  return {
    noticeId: `dnt_01KAG8M000000000000000003${no}`,
    contractId: ID,
    merchantNo: teaHouse.merchantNo,
    amount: cny(1_000),
    subject: "会员",
    chargeAt: undefined,
    state: "sent",
    recordedAt: instant(START - days(40)),
    sentAt: instant(START - days(40)),
    chargeableFrom: after(START, wait),
    version: 1,
  };
}
