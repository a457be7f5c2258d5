import { byClock } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { type Merchant, merchantNow, notActive } from "../merchant/merchant.ts";
import { sameMoney } from "../money.ts";
import type { Order } from "../order/order.ts";
import { payerChannel } from "../transfer/transfer.ts";
import { codesIn } from "../transfer/remittance_code.ts";
import {
  type BankLine,
  type Payer,
  payerContext,
  sameName,
  spent,
  type SuspenseReason,
} from "./bank_line.ts";
import { joining, joiningReturn } from "./join_line.ts";
import { transferPaid } from "./transfer_paid.ts";

const LOOK_MAX = 100;

/**
 * Looks at each new line once: one that names an open order by its code, comes to its amount to the fen and is from its
 * buyer, where that is asked for, pays it; what the channel sent is joined to the days it has cleared, and what came back of
 * a payout to that. Anything else waits in suspense for a person.
 */
export async function settleLines(deps: Deps): Promise<void> {
  for (;;) {
    const [lines] = await deps.load(deps.bankLines.unseen(LOOK_MAX));
    let moved = 0;
    for (const { lineId } of lines) {
      try {
        await retryOnConflict(async () => {
          const [line] = await deps.load(deps.bankLines.byId(lineId));
          if (line?.state === "new") await settle(deps, line);
        });
        moved++;
      } catch (error) {
        // It stays new, where people see it, and keeps no other line from its order.
        deps.log.error("bank line not settled", { lineId, error });
      }
    }
    if (moved === 0 || lines.length < LOOK_MAX) return;
  }
}

async function settle(deps: Deps, line: BankLine): Promise<void> {
  const { orderId } = line;
  const [found] = orderId === undefined ? [] : await deps.load(deps.orders.byId(orderId));
  const order = found?.order;
  const [merchant, settleTo] = order
    ? await deps.load(
      deps.merchants.byNo(order.merchantNo),
      deps.merchants.byNo(order.settleMerchantNo ?? order.merchantNo),
    )
    : [];
  const payer = JSON.parse(
    await deps.vault.open(line.sealedPayer, payerContext(line.lineId)),
  ) as Payer;
  const from = payerChannel(deps.config.transferAccount, payer.account);
  const events = await joiningReturn(deps, line) ??
    (from ? await joining(deps, line, from) : undefined);
  if (events) return void await deps.commit(events);
  const why = from ? "channel_money" : suspenseReason(line, { order, merchant, settleTo, payer });
  const newEventId = () => deps.newId("evt");
  if (why || !found || !merchant) {
    const version = line.version + 1;
    const held: BankLine = { ...line, state: "suspense", reason: why, version };
    await deps.commit([{
      type: "bank_line.suspended",
      line: held,
      eventId: newEventId(),
      at: deps.now(),
      by: byClock,
    }]);
    return;
  }
  const { order: open, late } = found;
  const at = merchantNow(merchant, deps.now());
  const paymentId = deps.newId("pay");
  const txnNo = line.bankRef ?? line.lineId;
  await deps.commit([
    {
      type: "bank_line.allocated",
      line: spent(line, "allocated", line.amount),
      parts: [{ orderId: open.orderId, paymentId, amount: line.amount }],
      eventId: newEventId(),
      at,
      by: byClock,
    },
    ...transferPaid(open, late, { paymentId, txnNo, at, newEventId, by: byClock }),
  ]);
  deps.nudge("deliver_webhooks");
}

/** Why this line does not pay the order that it names; undefined when it does. */
function suspenseReason(
  line: Pick<BankLine, "mode" | "amount" | "remark">,
  { order, merchant, settleTo, payer }: {
    /** Whose code is in the remark. */
    readonly order: Order | undefined;
    readonly merchant: Merchant | undefined;
    readonly settleTo: Merchant | undefined;
    readonly payer: Payer;
  },
): SuspenseReason | undefined {
  const codes = codesIn(line.remark);
  if (codes.length === 0) return "no_code";
  if (codes.length > 1) return "several_codes";
  if (!order?.transfer || merchant?.mode !== line.mode) return "unknown_code";
  if (order.state === "paid") return "order_paid";
  if (order.state !== "open") return "order_ended";
  if (!sameMoney(line.amount, order.amount)) {
    return line.amount.fen < order.amount.fen ? "too_little" : "too_much";
  }
  const { buyerName, payerMustBeBuyer } = order.transfer;
  if (payerMustBeBuyer && !sameName(payer.name, buyerName ?? "")) return "other_payer";
  return notActive(merchant, settleTo) ? "merchant_not_active" : undefined;
}
