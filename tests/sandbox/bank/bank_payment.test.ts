import { describe, expect, it } from "vitest";
import {
  answerOf,
  arrive,
  type BankPayment,
  bankPaymentMachine,
  type BankPaymentSignal,
  type BankPaymentState,
  cancel,
  confirm,
  expire,
  release,
} from "../../../sandbox/bank/bank_payment.ts";
import { type BehaviourName, behaviours } from "../../../sandbox/bank/magic.ts";
import { channelOrderNo, merchantNo } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import { after, hours, instant, milliseconds, minutes, seconds } from "../../../core/time.ts";

const now = instant(1_763_618_400_000);
const waiting: BankPayment = {
  channelOrderNo: channelOrderNo("pay_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H"),
  token: "a-token-of-the-payer",
  merchantNo: merchantNo("898110148990001"),
  payee: "清风茶馆",
  amount: cny(1234),
  subject: "明前龙井",
  method: "quickpass",
  flow: "app_link",
  sentAt: now,
  payBefore: after(now, minutes(15)),
  returnUrl: "https://pay.example/checkout/ord_1",
  noticeUrl: "https://pay.example/notify/sandbox",
  voice: { type: "open" },
  version: 1,
  clockOffset: milliseconds(0),
  state: "waiting",
};
const given = { now, txnNo: "777", card: { token: "sbxcard_approve_debit", lastFour: "0014" } };

describe("bankPaymentMachine", () => {
  it("moves money on one edge only and never leaves an end", () => {
    const signals: BankPaymentSignal[] = ["paid", "declined", "cancelled", "expired", "hushed"];
    const states = Object.keys(bankPaymentMachine) as BankPaymentState[];
    const lines = states.map((state) =>
      [state, ...signals.map((signal) => bankPaymentMachine[state][signal] ?? "-")].join(" ")
    );
    expect(lines).toEqual([
      "waiting paid declined cancelled expired waiting",
      "paid - - - - -",
      "declined - - - - -",
      "cancelled - - - - -",
      "expired - - - - -",
    ]);
  });
});

describe("confirm", () => {
  it.each<[BehaviourName, string]>([
    ["approve_debit", "paid open 1"],
    ["approve_credit", "paid open 1"],
    ["insufficient_funds", "declined open 1"],
    ["cancelled_by_payer", "declined open 1"],
    ["slow", "paid from 1"],
    ["never_answers", "waiting silent 0"],
    ["answers_late", "paid held 0"],
    ["notice_twice", "paid open 2"],
  ])("makes %s: %s notices", (name, expected) => {
    const decision = confirm(waiting, behaviours[name], given);
    if (!decision.ok) throw new Error(decision.error.code);
    const { payment, noticesAt } = decision.value;
    expect(`${payment.state} ${payment.voice.type} ${noticesAt.length}`).toBe(expected);
    expect(payment.version).toBe(2);
  });

  it("refuses a second press, whatever it chooses", () => {
    const paid = confirm(waiting, behaviours.approve_debit, given);
    if (!paid.ok) throw new Error(paid.error.code);
    for (const behaviour of Object.values(behaviours)) {
      expect(confirm(paid.value.payment, behaviour, given)).toEqual({
        ok: false,
        error: { code: "bank_payment_decided", state: "paid" },
      });
    }
  });

  it("refuses the payer once the payee's clock has passed the time to pay", () => {
    const tooLate = { ...given, now: waiting.payBefore };
    expect(confirm(waiting, behaviours.approve_debit, tooLate)).toMatchObject({
      error: { code: "bank_payment_expired" },
    });
    const ahead = { ...waiting, clockOffset: hours(1) };
    expect(confirm(ahead, behaviours.approve_debit, given)).toMatchObject({
      error: { code: "bank_payment_expired" },
    });
  });

  it("lets a silent payment turn out as paid at any later time", () => {
    const hushed = confirm(waiting, behaviours.never_answers, given);
    if (!hushed.ok) throw new Error(hushed.error.code);
    const later = { ...given, now: after(now, hours(3)) };
    expect(confirm(hushed.value.payment, behaviours.approve_debit, later)).toMatchObject({
      ok: true,
      value: { payment: { state: "paid", voice: { type: "open" } }, noticesAt: [later.now] },
    });
  });
});

const answered = {
  state: "paid",
  txn_no: "777",
  card_last_four: "0014",
  card_token: "sbxcard_approve_debit",
} as const;

describe("answerOf", () => {
  it.each(
    [
      ["approve_debit", 0, answered],
      ["risk_refused", 0, { state: "declined", reason: "risk_refused" }],
      ["slow", 4_999, { state: "waiting" }],
      ["slow", 5_000, answered],
      ["never_answers", 86_400_000, { state: "waiting" }],
      ["answers_late", 86_400_000, { state: "waiting" }],
    ] as const,
  )("says of %s, %i ms later, %o", (name, ms, answer) => {
    const decision = confirm(waiting, behaviours[name], given);
    if (!decision.ok) throw new Error(decision.error.code);
    expect(answerOf(decision.value.payment, after(now, milliseconds(ms)))).toEqual(answer);
  });

  it.each(
    [
      ["in_app_control", "credit"],
      ["test_helper", "credit"],
      ["app_link", undefined],
      ["screen_code", undefined],
      ["cashier", undefined],
      ["wap_page", undefined],
    ] as const,
  )("tells debit from credit by %s: %s", (flow, cardType) => {
    const decision = confirm({ ...waiting, flow }, behaviours.approve_credit, given);
    if (!decision.ok) throw new Error(decision.error.code);
    expect(answerOf(decision.value.payment, now)).toEqual({
      ...answered,
      ...(cardType ? { card_type: cardType } : {}),
    });
  });
});

describe("arrive", () => {
  it("accepts a payment in time and expires one that comes too late", () => {
    expect(arrive(waiting, now).payment.state).toBe("waiting");
    expect(arrive(waiting, waiting.payBefore).payment.state).toBe("expired");
  });
});

describe("cancel and expire", () => {
  it("end what is waiting, and nothing else", () => {
    expect(cancel(waiting, now)?.payment.state).toBe("cancelled");
    expect(expire(waiting, waiting.payBefore)?.payment.state).toBe("expired");
    expect(expire(waiting, now)).toBeUndefined();
    const paid = confirm(waiting, behaviours.approve_debit, given);
    if (!paid.ok) throw new Error(paid.error.code);
    expect(cancel(paid.value.payment, now)).toBeUndefined();
    expect(expire(paid.value.payment, waiting.payBefore)).toBeUndefined();
  });

  it("say nothing of a payment the bank is silent about", () => {
    const silent = { ...waiting, voice: { type: "silent" } } as const;
    expect(cancel(silent, now)).toBeUndefined();
    expect(expire(silent, after(now, hours(1)))).toBeUndefined();
  });
});

describe("release", () => {
  it("lets go of late money once", () => {
    const late = confirm(waiting, behaviours.answers_late, given);
    if (!late.ok) throw new Error(late.error.code);
    const at = after(now, seconds(1));
    const released = release(late.value.payment, at);
    expect(released?.noticesAt).toEqual([at]);
    expect(released && answerOf(released.payment, at).state).toBe("paid");
    expect(released && release(released.payment, at)).toBeUndefined();
  });
});
