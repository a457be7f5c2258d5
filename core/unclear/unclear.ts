import { type Debt, debtOf } from "../arrear/debt.ts";
import type { Asking } from "../channel/query_ladder.ts";
import type { FoundDeduction } from "../deduction/deduction_store.ts";
import type { Unanswered } from "../desk/queue.ts";
import type { Deps } from "../deps.ts";
import { channelOrderNo, type MerchantNo, parseId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { arrearOf, type PaymentWithOrder } from "../payment/record_outcome.ts";
import type { RefundFound } from "../refund/record_refund_outcome.ts";
import type { UnclearId } from "./finding.ts";

/** What was sent to a channel, with all that settling it needs. */
export type Sent =
  | { readonly about: "payment"; readonly found: PaymentWithOrder }
  | { readonly about: "refund"; readonly found: RefundFound }
  | {
    readonly about: "deduction";
    readonly found: FoundDeduction;
    readonly debt: Debt | undefined;
  };

/** `text` as the id of something that may stay unclear. */
export function parseUnclearId(text: string): UnclearId | undefined {
  return parseId("pay", text) ?? parseId("rfd", text) ?? parseId("ded", text);
}

/** One round trip; undefined when there is no such thing. */
export async function loadSent(deps: Deps, id: UnclearId): Promise<Sent | undefined> {
  const no = channelOrderNo(id);
  if (parseId("pay", id)) {
    const [payment, order, merchant, fees] = await deps.load(
      deps.payments.byChannelOrderNo(no),
      deps.orders.ofPayment(no),
      deps.merchants.ofPayment(no),
      deps.feeAgreements.ofPayment(no, deps.now()),
    );
    return payment && order && merchant &&
      {
        about: "payment",
        found: { ...order, payment, merchant, fees, arrear: await arrearOf(deps, order.order) },
      };
  }
  if (parseId("rfd", id)) {
    const [refund, merchant, feeBehind] = await deps.load(
      deps.refunds.byChannelOrderNo(no),
      deps.merchants.ofRefund(no),
      deps.books.feeBehind(no),
    );
    return refund && merchant && { about: "refund", found: { refund, merchant, feeBehind } };
  }
  const [found] = await deps.load(deps.deductions.byChannelOrderNo(no, deps.now()));
  return found && { about: "deduction", found, debt: await debtOf(deps, found.deduction) };
}

/** Whose it is, and whether nobody asks the channel about it any more: until then the answer may still come. */
export function standingOf(sent: Sent): {
  readonly merchant: Merchant;
  readonly merchantNo: MerchantNo;
  readonly state: string;
  readonly unanswered: boolean;
} {
  const thing = thingOf(sent);
  const { merchant } = sent.found;
  const unanswered = thing.state === "processing" && hasEnded(thing);
  return { merchant, merchantNo: thing.merchantNo, state: thing.state, unanswered };
}

/** As the desk lists it; undefined when there is a result, or the channel is still asked. */
export function unansweredOf(id: UnclearId, sent: Sent): Unanswered | undefined {
  const thing = thingOf(sent);
  if (thing.state !== "processing" || thing.queriesEndedAt === undefined) return undefined;
  const { merchantNo, amount, channel, channelOrderNo, sentAt, queriesEndedAt } = thing;
  return { id, merchantNo, amount, channel, channelOrderNo, sentAt, queriesEndedAt };
}

function thingOf(sent: Sent) {
  switch (sent.about) {
    case "payment":
      return sent.found.payment;
    case "refund":
      return sent.found.refund;
    case "deduction":
      return sent.found.deduction;
  }
}

function hasEnded({ queriesEndedAt }: Asking): boolean {
  return queriesEndedAt !== undefined;
}
