import { callChannel } from "../channel/call_channel.ts";
import type { Channel } from "../channel/channel.ts";
import { connected } from "../channel/connected.ts";
import { nextQuery } from "../channel/query_ladder.ts";
import { conflictOf } from "../conflict.ts";
import { type Actor, byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { createTurns, type InTurn } from "../in_turn.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { sameMoney } from "../money.ts";
import { paths } from "../paths.ts";
import type { Deduction } from "../deduction/deduction.ts";
import type { Payment } from "../payment/payment.ts";
import type { Query } from "../query.ts";
import { sweep } from "../sweep.ts";
import type { Instant } from "../time.ts";
import { recordRefundOutcome } from "./record_refund_outcome.ts";
import { advance, type Refund, refundedId } from "./refund.ts";

/** Sends requested refunds to their channels; `sent` is committed first, so none is ever sent twice. */
export async function sendRefunds(deps: Deps, options?: FlowOptions): Promise<void> {
  const channels = connected(deps);
  const inTurn = createTurns();
  await sweep<Refund>(deps, {
    name: "send_refunds",
    subject: ({ refundId: id, merchantNo }) => ({ id, merchantNo }),
    due: (_now, _merchantNo, max) => deps.refunds.dueToSend(channels, max),
    work: (refund) => sendRefund(deps, refund, inTurn),
  }, options);
}

async function sendRefund(deps: Deps, refund: Refund, inTurn: InTurn): Promise<boolean> {
  const channel = deps.channels[refund.channel];
  if (!channel) return false;
  const [paid, merchant, refusedBefore] = await deps.load(
    paidBy(deps, refund),
    deps.merchants.byNo(refund.merchantNo),
    deps.refunds.anyFailedOf(refund.of),
  );
  if (paid?.state !== "succeeded" || !merchant) return false;

  const at = merchantNow(merchant, deps.now());
  const { channelOrderNo, amount } = refund;
  const command = {
    channelOrderNo,
    merchantNo: paid.merchantNo,
    channelTxnNo: paid.channelTxnNo,
    ...("flow" in paid ? { flow: paid.flow } : {}),
    amount,
    whole: refund.cause === "merchant" && sameMoney(amount, paid.amount) &&
      !refusedBefore && refund.voiding !== "refused" && refund.stranded === undefined,
    ...("clearingDay" in paid ? { clearingDay: paid.clearingDay } : {}),
    sentAt: at,
    noticeUrl: `${deps.config.publicUrl}${paths.notice(channel.name)}`,
  };
  const asVoid = channel.voids?.(command) ?? false;
  if (!await commitSent(deps, refund, { channel, at, asVoid })) return false;
  const response = await callChannel(deps, await channel.refund(command));
  if (!response) return true;
  const outcome = await channel.readRefund(response, command);
  // What goes back of the fee depends on what went back before: of one payment each success counts on the one before it.
  await inTurn(
    refundedId(refund),
    () => recordRefundOutcome(deps, { channelOrderNo, outcome, amount: undefined }),
  );
  return true;
}

/** From this commit on it counts as sent, and is asked about. False when somebody else was first. */
export async function commitSent(
  deps: Deps,
  refund: Refund,
  { channel, at, by = byClock, asVoid = false }: {
    readonly channel: Channel;
    readonly at: Instant;
    readonly by?: Actor;
    readonly asVoid?: boolean;
  },
): Promise<boolean> {
  const schedule = channel.querySchedule({ about: "refund" });
  const queryAfter = nextQuery(schedule, { sentAt: at, queries: 0 }, at);
  const sent = advance(refund, { type: "sent", at, queryAfter, asVoid });
  if (!sent.ok) return false;
  const eventId = deps.newId("evt");
  const type = "refund.sent";
  const conflict = await conflictOf(
    deps.commit([{ type, refund: sent.value, eventId, at, by }]),
  );
  return conflict === undefined;
}

/** The payment or deduction whose money goes back. */
function paidBy(deps: Deps, { of }: Refund): Query<Payment | Deduction | undefined> {
  return of.deductionId === undefined
    ? deps.payments.byId(of.paymentId)
    : deps.deductions.byId(of.deductionId);
}
