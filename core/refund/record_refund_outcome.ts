import { type Actor, byChannel } from "../actor.ts";
import type { RefundOutcome } from "../channel/outcome.ts";
import { differsIn, type NoticeFactsDiffer } from "../channel/notice_facts.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { FeeBehind } from "../book/book_store.ts";
import { returnedFee } from "../fee/fee_of.ts";
import type { RefundEvent } from "./refund_events.ts";
import type { DomainEvent } from "../event.ts";
import { type ChannelOrderNo, channelOrderNo, type EventId, type MerchantNo } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { type Money, sameMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import { advance, CARD_CLOSED, isUndelivered, type Refund, type RefundSignal } from "./refund.ts";

export interface RecordRefundOutcome {
  readonly channelOrderNo: ChannelOrderNo;
  readonly outcome: RefundOutcome;
  readonly amount: Money | undefined;
  /** For whom and when it was sent, where the channel says so; to the second. */
  readonly merchantNo?: MerchantNo;
  readonly sentAt?: Instant;
}

export type RecordRefundOutcomeRefusal =
  | NoticeFactsDiffer
  | { readonly code: "refund_not_found"; readonly channel_order_no: string }
  | { readonly code: "amount_differs"; readonly expected: number; readonly got: number };

/** Of what was paid by one payment as many refunds may succeed at once as are sent at once, and each round settles one. */
const ATTEMPTS_MAX = 150;

/**
 * Records what a channel said about a refund; a repeat or an unclear answer changes nothing. A void that it clearly
 * refused, because the day has closed or for any other reason, is sent again as a refund, once.
 */
export function recordRefundOutcome(
  deps: Deps,
  { channelOrderNo: no, outcome, amount, ...said }: RecordRefundOutcome,
): Promise<Result<Refund, RecordRefundOutcomeRefusal>> {
  return retryOnConflict(async () => {
    const [refund, merchant, feeBehind] = await deps.load(
      deps.refunds.byChannelOrderNo(no),
      deps.merchants.ofRefund(no),
      deps.books.feeBehind(no),
    );
    if (!refund || !merchant) return rejected({ code: "refund_not_found", channel_order_no: no });
    if (amount !== undefined && !sameMoney(amount, refund.amount)) {
      const expected = refund.amount.fen;
      deps.log.error("channel notice with a different amount: needs manual follow-up", {
        no,
        expected,
        got: amount.fen,
      });
      return rejected({ code: "amount_differs", expected, got: amount.fen });
    }
    const { merchantNo } = refund;
    const sentAt = refund.state === "processing" ? refund.sentAt : undefined;
    const differs = differsIn(said, { merchantNo, sentAt });
    if (differs) return rejected(differs);
    const voidRefused = outcome.type === "failed" && voidRefusal(deps, { refund, merchant });
    if (voidRefused) {
      await deps.commit([voidRefused]);
      deps.nudge("send_refunds");
      return ok(voidRefused.refund);
    }
    const decided = decideRefundOutcome({ refund, merchant, feeBehind }, outcome, {
      now: deps.now(),
      newEventId: () => deps.newId("evt"),
      by: byChannel(refund.channel),
    });
    await deps.commit(decided.events);
    if (decided.events.length > 0) deps.nudge("deliver_webhooks");
    return ok(decided.refund);
  }, { attemptsMax: ATTEMPTS_MAX });
}

/** Undefined for what was not sent as a void. */
function voidRefusal(
  deps: Pick<Deps, "now" | "newId">,
  { refund, merchant }: Pick<RefundFound, "refund" | "merchant">,
) {
  if (refund.voiding !== "sent") return undefined;
  const no = channelOrderNo(deps.newId("rfd"));
  const next = advance(refund, { type: "void_refused", channelOrderNo: no });
  return next.ok
    ? {
      type: "refund.void_refused" as const,
      refund: next.value,
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, deps.now()),
      by: byChannel(refund.channel),
    }
    : undefined;
}

export interface RefundFound {
  readonly refund: Refund;
  readonly merchant: Merchant;
  /** The fee of what it gives back. */
  readonly feeBehind: FeeBehind | undefined;
}

/** What `outcome` makes of the refund; no event when it says nothing new. */
export function decideRefundOutcome(
  { refund, merchant, feeBehind }: RefundFound,
  outcome: RefundOutcome,
  given: { readonly now: Instant; readonly newEventId: () => EventId; readonly by: Actor },
): { readonly refund: Refund; readonly events: readonly DomainEvent[] } {
  const at = merchantNow(merchant, given.now);
  const signal = signalOf(refund, outcome, at);
  const next = signal && advance(refund, signal);
  if (!next?.ok) return { refund, events: [] };

  const stamp = { eventId: given.newEventId(), at, by: given.by };
  const event = eventOf(refund, next.value, feeBehind);
  return { refund: next.value, events: [{ ...event, ...stamp }] };
}

function eventOf(before: Refund, refund: Refund, feeBehind: FeeBehind | undefined): RefundEvent {
  if (refund.state !== "succeeded") return { type: "refund.failed", refund };
  const { stranded } = before;
  if (isUndelivered(refund)) {
    // Only what was the merchant's until now leaves it, and only what did not wait already comes to wait.
    const merchant = before.state === "processing" && !stranded;
    const returned = merchant ? returnedWith(before, feeBehind) : {};
    const leaves = { merchant, channel: !stranded };
    return { type: "refund.undelivered", refund, leaves, ...returned };
  }
  if (stranded) {
    const delivered = { way: "channel", line: stranded.line } as const;
    return { type: "refund.delivered", refund, delivered };
  }
  return { type: "refund.succeeded", refund, ...returnedWith(before, feeBehind) };
}

/** What goes back of the fee, rounded with all that went back before it. */
function returnedWith(
  { amount: refund }: Refund,
  behind: FeeBehind | undefined,
): Pick<RefundEvent, "returnedFee"> {
  if (!behind) return {};
  const { fee, returned, amount, refunded } = behind;
  const back = returnedFee(fee, { amount, refunded, refund, returned });
  return { returnedFee: { fee: back, refundedSeen: refunded } };
}

/** A card that is closed is no reason to keep the payer's money, nor is whatever keeps it from arriving later. */
function signalOf(
  { stranded }: Refund,
  outcome: RefundOutcome,
  at: Instant,
): RefundSignal | undefined {
  switch (outcome.type) {
    case "unclear":
      return undefined;
    case "succeeded":
      return { type: "succeeded", channelTxnNo: outcome.channelTxnNo, at };
    case "came_back":
      return { type: "undelivered", because: outcome.because, at };
    case "failed":
      return stranded || outcome.failure === CARD_CLOSED
        ? { type: "undelivered", because: outcome.failure, at }
        : { type: "failed", failure: outcome.failure, at };
  }
}
