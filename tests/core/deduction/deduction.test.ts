import { describe, expect, it } from "vitest";
import {
  advance,
  type Deduction,
  deductionMachine,
  isOpen,
  type OpenDeduction,
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
  channel: "sandbox",
  channelOrderNo: channelOrderNo("ded_01KAG8M0000000000000000021"),
  day: businessDay(START),
  createdAt: START,
  version: 1,
  state: "requested",
  nextPollAt: after(START, seconds(5)),
};
const queryAfter = after(START, minutes(5));
const sent = open(must(advance(requested, { type: "sent", at: START, queryAfter })));
const unclear = open(must(advance(sent, { type: "queries_ended", at: START })));

function open(deduction: Deduction): OpenDeduction {
  if (!isOpen(deduction)) throw new Error("Expected no result yet");
  return deduction;
}

describe("deductionMachine", () => {
  it("lets late success overrule a failure, and nothing overrule success", () => {
    expect(asText(deductionMachine).split("\n").map((line) => line.split(/ +/).join(" "))).toEqual([
      " sent succeeded failed queried queries_ended advance_ended",
      "requested processing succeeded failed - - -",
      "processing - succeeded failed processing processing -",
      "succeeded - - - - - succeeded",
      "failed - succeeded - - - -",
    ]);
  });
});

describe("advance a deduction", () => {
  it("sends it once", () => {
    expect(advance(sent, { type: "sent", at: START, queryAfter })).toMatchObject({
      ok: false,
      error: { code: "deduction_signal_refused", signal: "sent" },
    });
  });

  it("asks about nothing that was not sent", () => {
    expect(advance(requested, { type: "queried", queryAfter }).ok).toBe(false);
    expect(advance(requested, { type: "queries_ended", at: START }).ok).toBe(false);
  });

  it("stays processing when the asking ends", () => {
    expect(unclear).toMatchObject({
      state: "processing",
      queryAfter: undefined,
      queriesEndedAt: START,
      nextPollAt: after(START, seconds(5)),
    });
  });

  it("ends with nothing more to ask or to poll for", () => {
    for (const standing of [requested, sent, unclear]) {
      const failed = must(advance(standing, { type: "failed", reason: "risk_refused", at: START }));
      expect(failed).toMatchObject({ state: "failed", failedAt: START, reason: "risk_refused" });
      for (const gone of ["queryAfter", "queriesEndedAt", "nextPollAt", "sentAt"]) {
        expect(failed).not.toHaveProperty(gone);
      }
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
    expect(pollWait(unclear, at(seconds(5)))).toBe(hours(24));
  });
});
