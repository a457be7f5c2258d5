import { describe, expect, it } from "vitest";
import {
  afterSending,
  type BankNotice,
  bankNoticeMachine,
  type BankNoticeSignal,
  type BankNoticeState,
} from "../../../sandbox/bank/bank_notice.ts";
import { channelOrderNo } from "../../../core/id.ts";
import { instant } from "../../../core/time.ts";

const now = instant(1_763_618_400_000);
const notice: BankNotice = {
  noticeId: "n1",
  channelOrderNo: channelOrderNo("pay_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H"),
  url: "https://pay.example/notify/sandbox",
  body: "{}",
  dueAt: now,
  attempts: 0,
  lease: "l1",
  leasedUntil: now,
};

describe("bankNoticeMachine", () => {
  it("ends delivered or given up", () => {
    const signals: BankNoticeSignal[] = ["answered", "failed", "exhausted"];
    const states = Object.keys(bankNoticeMachine) as BankNoticeState[];
    expect(
      states.map((state) =>
        [state, ...signals.map((signal) => bankNoticeMachine[state][signal] ?? "-")].join(" ")
      ),
    ).toEqual(["due delivered due given_up", "delivered - - -", "given_up - - -"]);
  });
});

describe("afterSending", () => {
  it.each([
    [0, 200, "delivered 0"],
    [4, 200, "delivered 0"],
    [0, 500, "due 5"],
    [0, undefined, "due 5"],
    [0, 204, "due 5"],
    [1, 401, "due 30"],
    [2, 503, "due 120"],
    [3, 503, "due 600"],
    [4, 503, "given_up 0"],
  ])("makes of attempt %i answered %s: %s seconds later", (attempts, status, expected) => {
    const outcome = afterSending({ ...notice, attempts }, status, now);
    expect(`${outcome.state} ${(outcome.dueAt - now) / 1_000}`).toBe(expected);
    expect(outcome).toMatchObject({ attempts: attempts + 1, status });
  });
});
