import { conflictOf } from "../conflict.ts";
import { byClock } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { paths } from "../paths.ts";
import { callChannel } from "../channel/call_channel.ts";
import { recordRefundOutcome } from "./record_refund_outcome.ts";
import { advance, type Refund } from "./refund.ts";

const REFUNDS_PER_SWEEP_MAX = 50;

/** Sends requested refunds to their channels; `sent` is committed first, so none is ever sent twice. */
export async function sendRefunds(deps: Deps): Promise<void> {
  for (;;) {
    const [due] = await deps.load(deps.refunds.dueToSend(REFUNDS_PER_SWEEP_MAX));
    const sent = await Promise.all(due.map((refund) => sendRefund(deps, refund)));
    if (due.length < REFUNDS_PER_SWEEP_MAX || !sent.includes(true)) return;
  }
}

async function sendRefund(deps: Deps, refund: Refund): Promise<boolean> {
  const channel = deps.channels[refund.channel];
  if (!channel) return false;
  const [payment, merchant] = await deps.load(
    deps.payments.byId(refund.paymentId),
    deps.merchants.byNo(refund.merchantNo),
  );
  if (payment?.state !== "succeeded" || !merchant) return false;

  const at = merchantNow(merchant, deps.now());
  const sent = advance(refund, { type: "sent", at });
  if (!sent.ok) return false;
  const eventId = deps.newId("evt");
  if (
    await conflictOf(
      deps.commit([{ type: "refund.sent", refund: sent.value, eventId, at, by: byClock }]),
    )
  ) {
    return false;
  }
  const { channelOrderNo, amount } = refund;
  const request = await channel.refund({
    channelOrderNo,
    channelTxnNo: payment.channelTxnNo,
    amount,
    sentAt: at,
    noticeUrl: `${deps.config.publicUrl}${paths.notice(channel.name)}`,
  });
  const response = await callChannel(deps, request);
  if (!response) return true;
  const outcome = await channel.readRefund(response);
  await recordRefundOutcome(deps, { channelOrderNo, outcome, amount: undefined });
  return true;
}
