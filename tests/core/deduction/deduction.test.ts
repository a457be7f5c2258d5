import { describe, expect, it } from "vitest";
import {
  advance,
  type Deduction,
  deductionMachine,
  queriesAreOver,
} from "../../../core/deduction/deduction.ts";
import { judgePoll, type PollGuard, pollWait } from "../../../core/deduction/poll_guard.ts";
import { channelOrderNo } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import { after, businessDay, type Duration, hours, minutes, seconds } from "../../../core/time.ts";
import { asText } from "../../../docs/states.ts";
import { START } from "../../support/fake_clock.ts";
import { must, teaHouse } from "../../support/fixtures.ts";

const requested: Deduction = {
  deductionId: "ded_01KAG8M0000000000000000021",
  contractId: "ctr_01KAG8M0000000000000000013",
  merchantNo: teaHouse.merchantNo,
  merchantOrderNo: "A-1",
  settleMerchantNo: undefined,
  amount: cny(1_000),
  subject: "续杯",
  state: "processing",
  failure: undefined,
  channel: "sandbox",
  channelOrderNo: channelOrderNo("ded_01KAG8M0000000000000000021"),
  channelTxnNo: undefined,
  day: businessDay(START),
  createdAt: START,
  sentAt: undefined,
  queryAfter: undefined,
  queries: 0,
  queriesEndedAt: undefined,
  nextPollAt: after(START, seconds(5)),
  endedAt: undefined,
  version: 1,
};
const sent = must(advance(requested, { type: "sent", at: START }));

describe("deductionMachine", () => {
  it("lets late success overrule a failure, and nothing overrule success", () => {
    expect(asText(deductionMachine).split("\n").map((line) => line.split(/ +/).join(" "))).toEqual([
      " sent queried queries_ended succeeded failed",
      "processing processing processing processing succeeded failed",
      "succeeded - - - - -",
      "failed - - - succeeded -",
    ]);
  });
});

describe("advance a deduction", () => {
  it("sends it once", () => {
    expect(advance(sent, { type: "sent", at: START })).toMatchObject({
      ok: false,
      error: { code: "deduction_signal_refused", signal: "sent" },
    });
  });

  it("queries after 5, 10, 20 … minutes, and stops once 24 hours have passed", () => {
    const waits: number[] = [];
    let standing = sent;
    let at = START;
    while (standing.queryAfter !== undefined && !queriesAreOver(standing)) {
      waits.push((standing.queryAfter - at) / minutes(1));
      at = standing.queryAfter;
      standing = must(advance(standing, { type: "queried", at }));
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640]);
    expect(standing.queryAfter).toBe(after(START, hours(24)));
    const over = must(advance(standing, { type: "queries_ended", at: after(START, hours(24)) }));
    expect([over.state, over.queryAfter, over.queriesEndedAt])
      .toEqual(["processing", undefined, after(START, hours(24))]);
  });

  it("ends the queries at once after one that came more than a day later", () => {
    const at = after(START, hours(25));
    const late = must(advance(sent, { type: "queried", at }));
    expect([late.queryAfter, queriesAreOver(late)]).toEqual([at, true]);
  });

  it("never queries a charge that was not sent", () => {
    for (const type of ["queried", "queries_ended"] as const) {
      expect(advance(requested, { type, at: START }).ok).toBe(false);
    }
  });

  it("ends with nothing left to query or poll", () => {
    const unclear = must(advance(sent, { type: "queries_ended", at: START }));
    for (const standing of [sent, unclear]) {
      const ended = must(advance(standing, { type: "failed", reason: "risk_refused", at: START }));
      expect([ended.queryAfter, ended.queriesEndedAt, ended.nextPollAt, ended.endedAt])
        .toEqual([undefined, undefined, undefined, START]);
    }
  });
});

describe("judgePoll", () => {
  const fresh: PollGuard = { nextPollAt: undefined, early: 0, blockedUntil: undefined };
  const blocked: PollGuard = { ...fresh, blockedUntil: after(START, minutes(10)) };
  const at = (wait: Duration) => after(START, wait);

  it("treats a poll as early until the very moment, and as on time from then on", () => {
    expect(judgePoll(requested, fresh, at((seconds(5) - 1) as Duration)).type).toBe("early");
    expect(judgePoll(requested, fresh, at(seconds(5)))).toEqual({
      type: "in_time",
      nextPollAt: at(seconds(10)),
    });
  });

  it("keeps a block until its end, and never blocks what has ended", () => {
    expect(judgePoll(requested, blocked, at((minutes(10) - 1) as Duration)).type).toBe("blocked");
    expect(judgePoll(requested, blocked, at(minutes(10))).type).toBe("in_time");
    const ended = must(advance(sent, { type: "succeeded", channelTxnNo: "1", at: START }));
    expect(judgePoll(ended, blocked, START).type).toBe("ended");
  });

  it("waits at least five seconds and at most ten minutes, and a day once the queries have ended", () => {
    const waits = [0, 3, 5, 60, 600, 86_400].map((s) => pollWait(sent, at(seconds(s))) / 1_000);
    expect(waits).toEqual([5, 5, 5, 60, 600, 600]);
    const unclear = must(advance(sent, { type: "queries_ended", at: START }));
    expect(pollWait(unclear, at(seconds(5)))).toBe(hours(24));
  });
});
