import { describe, expect, it } from "vitest";
import { advance, type Deduction, deductionMachine } from "../../../core/deduction/deduction.ts";
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
  nextPollAt: after(START, seconds(5)),
  endedAt: undefined,
  version: 1,
};
const sent = must(advance(requested, { type: "sent", at: START }));

describe("deductionMachine", () => {
  it("lets late success overrule a failure, and nothing overrule success", () => {
    expect(asText(deductionMachine).split("\n").map((line) => line.split(/ +/).join(" "))).toEqual([
      " sent queried succeeded failed",
      "processing processing processing succeeded failed",
      "succeeded - - - -",
      "failed - - succeeded -",
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

  it("asks after 5, 10, 20 … minutes, and no more once 24 hours have passed", () => {
    const waits: number[] = [];
    let standing = sent;
    let at = START;
    while (standing.queryAfter !== undefined) {
      waits.push((standing.queryAfter - at) / minutes(1));
      at = standing.queryAfter;
      standing = must(advance(standing, { type: "queried", at }));
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640]);
    expect(at - START).toBeLessThanOrEqual(hours(24));
  });

  it("ends with nothing more to ask or to poll for", () => {
    const ended = must(advance(sent, { type: "failed", reason: "risk_refused", at: START }));
    expect([ended.queryAfter, ended.nextPollAt, ended.endedAt])
      .toEqual([undefined, undefined, START]);
  });
});

describe("judgePoll", () => {
  const fresh: PollGuard = { nextPollAt: undefined, early: 0, blockedUntil: undefined };
  const blocked: PollGuard = { ...fresh, blockedUntil: after(START, minutes(10)) };
  const at = (wait: Duration) => after(START, wait);

  it("takes a poll for early until the very moment, and in time from then on", () => {
    expect(judgePoll(requested, fresh, at((seconds(5) - 1) as Duration)).type).toBe("early");
    expect(judgePoll(requested, fresh, at(seconds(5)))).toEqual({
      type: "in_time",
      nextPollAt: at(seconds(10)),
    });
  });

  it("holds a block to its end, and no block of what has ended", () => {
    expect(judgePoll(requested, blocked, at((minutes(10) - 1) as Duration)).type).toBe("blocked");
    expect(judgePoll(requested, blocked, at(minutes(10))).type).toBe("in_time");
    const ended = must(advance(sent, { type: "succeeded", channelTxnNo: "1", at: START }));
    expect(judgePoll(ended, blocked, START).type).toBe("ended");
  });

  it("waits at least five seconds and at most ten minutes", () => {
    const waits = [0, 3, 5, 60, 600, 86_400].map((s) => pollWait(START, at(seconds(s))) / 1_000);
    expect(waits).toEqual([5, 5, 5, 60, 600, 600]);
  });
});
