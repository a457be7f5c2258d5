import { describe, expect, it } from "vitest";
import { blockMachine } from "../../core/block/block.ts";
import { complaintMachine } from "../../core/complaint/complaint.ts";
import { codeMachine } from "../../core/dynamic_code/dynamic_code.ts";
import type { Machine } from "../../core/machine.ts";
import { contractMachine } from "../../core/contract/contract.ts";
import { planMachine } from "../../core/plan/plan.ts";
import { applicationMachine } from "../../core/application/application.ts";
import { merchantMachine } from "../../core/merchant/merchant.ts";
import { proposalMachine } from "../../core/proposal/proposal.ts";
import { sharingMachine } from "../../core/sharing/sharing_agreement.ts";
import { merchantKeyMachine } from "../../core/merchant/merchant_key.ts";
import { orderMachine } from "../../core/order/order.ts";
import { paymentMachine } from "../../core/payment/payment.ts";
import { refundMachine } from "../../core/refund/refund.ts";
import { redeliveryMachine } from "../../core/redelivery/redelivery.ts";
import { deliveryMachine } from "../../core/webhook/delivery.ts";
import { endpointMachine } from "../../core/webhook/endpoint.ts";

describe("the lifecycles", () => {
  it("let an order be paid, closed or expired, once", () => {
    expect(table(orderMachine, ["paid", "closed", "expired"])).toBe(lines(`
      open    | paid closed expired
      paid    | -    -      -
      closed  | -    -      -
      expired | -    -      -
    `));
  });

  it("let late success overrule a failed payment, and nothing overrule success", () => {
    const signals = ["launched", "queried", "queries_ended", "succeeded", "failed"] as const;
    expect(table(paymentMachine, signals)).toBe(lines(`
      processing | processing processing processing succeeded failed
      succeeded  | -          -          -          -         -
      failed     | -          -          -          succeeded -
    `));
  });

  it("send a refund once and end it once, and again only what reached nobody", () => {
    const signals = [
      "sent",
      "queried",
      "queries_ended",
      "void_refused",
      "succeeded",
      "failed",
      "undelivered",
      "resent",
      "payout_agreed",
      "payout_sent",
      "payout_refused",
      "paid_out",
      "payout_returned",
    ] as const;
    expect(table(refundMachine, signals)).toBe(lines(`
      requested  | processing -          -          -         -         -      -         -         -         -         -         -         -
      processing | -          processing processing requested succeeded failed succeeded -         -         -         -         -         -
      succeeded  | -          -          -          -         -         -      succeeded requested succeeded succeeded succeeded succeeded succeeded
      failed     | -          -          -          -         -         -      -         -         -         -         -         -         -
    `));
  });

  it("decide a version of a plan once, and retire only what was in force", () => {
    expect(table(planMachine, ["approved", "rejected", "retired"])).toBe(lines(`
      submitted | approved rejected -
      approved  | -        -        retired
      rejected  | -        -        -
      retired   | -        -        -
    `));
  });

  it("end a contract from every state, and never bring it back", () => {
    const signals = [
      "suspended",
      "suspension_added",
      "suspension_lifted",
      "resumed",
      "termination_asked",
      "termination_queried",
      "terminated",
    ] as const;
    expect(table(contractMachine, signals)).toBe(lines(`
      active      | suspended -         -         -      terminating -           terminated
      suspended   | -         suspended suspended active terminating -           terminated
      terminating | -         -         -         -      -           terminating terminated
      terminated  | -         -         -         -      -           -           -
    `));
  });

  it("retry a delivery until it is delivered, exhausted or cancelled, and never bring it back", () => {
    const signals = ["delivered", "failed", "exhausted", "cancelled"] as const;
    expect(table(deliveryMachine, signals)).toBe(lines(`
      due       | delivered due exhausted cancelled
      delivered | -         -   -         -
      exhausted | -         -   -         -
      cancelled | delivered -   -         -
    `));
  });

  it("let a range that is sent again finish or be stopped, once", () => {
    expect(table(redeliveryMachine, ["finished", "stopped"])).toBe(lines(`
      running  | finished stopped
      finished | -        -
      stopped  | -        -
    `));
  });

  it("switch an endpoint off and on, and never bring a deleted one back", () => {
    expect(table(endpointMachine, ["enabled", "disabled", "deleted"])).toBe(lines(`
      enabled  | -       disabled deleted
      disabled | enabled -        deleted
      deleted  | -       -        -
    `));
  });

  it("let a code be claimed again once its phone has lost it, and be given back", () => {
    expect(table(codeMachine, ["claimed", "released"])).toBe(lines(`
      showing | claimed -
      claimed | claimed showing
    `));
  });

  it("suspend a merchant number and resume it, and close it for ever", () => {
    expect(table(merchantMachine, ["suspended", "resumed", "closed"])).toBe(lines(`
      active    | suspended -      closed
      suspended | -         active closed
      closed    | -         -      -
    `));
  });

  it("decide a proposal and a version of an application once, and end an agreement once", () => {
    expect(table(proposalMachine, ["confirmed", "withdrawn"])).toBe(lines(`
      waiting   | confirmed withdrawn
      confirmed | -         -
      withdrawn | -         -
    `));
    expect(table(applicationMachine, ["approved", "rejected"])).toBe(lines(`
      submitted | approved rejected
      approved  | -        -
      rejected  | -        -
    `));
    expect(table(sharingMachine, ["withdrawn"])).toBe(lines(`
      in_force  | withdrawn
      withdrawn | -
    `));
  });

  it("lift a block once, and answer a complaint once", () => {
    expect(table(blockMachine, ["lifted"])).toBe(lines(`
      in_force | lifted
      lifted   | -
    `));
    expect(table(complaintMachine, ["answered"])).toBe(lines(`
      open     | answered
      answered | -
    `));
  });

  it("retire a key, and revoke it for ever", () => {
    expect(table(merchantKeyMachine, ["retired", "revoked"])).toBe(lines(`
      active  | retired revoked
      retired | -       revoked
      revoked | -       -
    `));
  });
});

function table<S extends string, G extends string>(
  machine: Machine<S, G>,
  signals: readonly G[],
): string {
  const rows = Object.entries(machine) as [S, Partial<Record<G, S>>][];
  return rows.map(([state, to]) =>
    `${state} | ${signals.map((signal) => to[signal] ?? "-").join(" ")}`
  ).join("\n");
}

function lines(text: string): string {
  return text.trim().split("\n").map((line) => line.trim().replace(/ +/g, " ")).join("\n");
}
