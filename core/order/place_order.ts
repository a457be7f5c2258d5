import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { OrderWithPayment } from "./order_store.ts";
import type { EventId, MerchantNo, OrderId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import {
  type Merchant,
  type MerchantNotActive,
  merchantNow,
  notActive,
} from "../merchant/merchant.ts";
import { maySettleAt } from "../merchant/may_settle_at.ts";
import { type ReturnUrlFlaw, returnUrlFlaw } from "../merchant/return_url.ts";
import { AMOUNT_FEN_MAX, type Money, sameMoney } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Duration, Instant } from "../time.ts";
import type { DomainEvent } from "../event.ts";
import { newRemittanceCode } from "../transfer/remittance_code.ts";
import type { Transfer, TransferAccount } from "../transfer/transfer.ts";
import { newOrder, usualLifetime } from "./new_order.ts";
import type { Order } from "./order.ts";

export interface PlaceOrder {
  readonly caller: Caller;
  readonly merchantOrderNo: string;
  readonly amount: Money;
  readonly subject: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly returnUrl: string | undefined;
  readonly expiresIn: Duration | undefined;
  readonly settleMerchantNo: MerchantNo | undefined;
  /** Where it is paid by bank transfer. */
  readonly transfer?: Pick<Transfer, "buyerName" | "payerMustBeBuyer"> | undefined;
}

export type PlaceOrderRefusal =
  | CallerRefusal
  | MerchantNotActive
  | { readonly code: "amount_out_of_range"; readonly amount: number; readonly max: number }
  | {
    readonly code: "return_url_not_allowed";
    readonly return_url: string;
    readonly reason: ReturnUrlFlaw;
  }
  | { readonly code: "settle_merchant_not_allowed"; readonly settle_merchant_no: string }
  | { readonly code: "transfers_not_available" }
  | {
    readonly code: "order_no_reused";
    readonly merchant_order_no: string;
    readonly order_id: OrderId;
    /** The fields that differ from the order already under this number. */
    readonly differs: readonly string[];
  };

export interface PlacedOrder extends OrderWithPayment {
  readonly replayed: boolean;
  readonly events: readonly DomainEvent[];
}

/** Places an order once per merchant order number; repeating the same content returns the same order. */
export function placeOrder(
  deps: Deps,
  command: PlaceOrder,
): Promise<Result<PlacedOrder, PlaceOrderRefusal>> {
  return retryOnConflict(async () => {
    const settle = command.settleMerchantNo;
    const [merchant, existing, settleTo] = await deps.load(
      deps.merchants.calling(command.caller),
      deps.orders.byNo(command.caller, command.merchantOrderNo),
      ...(settle === undefined ? [] : [deps.merchants.byNo(settle)]),
    );
    const decision = decide(command, { merchant, existing, settleTo }, {
      orderId: deps.newId("ord"),
      eventId: deps.newId("evt"),
      now: deps.now(),
      allowHttp: deps.config.demo,
      transferAccount: deps.config.transferAccount,
      remittanceCode: newRemittanceCode(deps.random),
    });
    if (decision.ok) await deps.commit(decision.value.events);
    return decision;
  });
}

export function decide(
  command: PlaceOrder,
  facts: {
    readonly merchant: Merchant | undefined;
    readonly existing: OrderWithPayment | undefined;
    readonly settleTo: Merchant | undefined;
  },
  given: {
    readonly orderId: OrderId;
    readonly eventId: EventId;
    readonly now: Instant;
    readonly allowHttp: boolean;
    readonly transferAccount?: TransferAccount | undefined;
    readonly remittanceCode?: string;
  },
): Result<PlacedOrder, PlaceOrderRefusal> {
  const { merchant, existing, settleTo } = facts;
  const { amount, merchantOrderNo, returnUrl, settleMerchantNo } = command;
  if (!merchant) return rejected({ code: "key_unknown" });
  if (amount.fen <= 0 || amount.fen > AMOUNT_FEN_MAX) {
    return rejected({ code: "amount_out_of_range", amount: amount.fen, max: AMOUNT_FEN_MAX });
  }
  if (existing) {
    const differs = differences(existing.order, command);
    if (differs.length === 0) return ok({ ...existing, replayed: true, events: [] });
    const order_id = existing.order.orderId;
    return rejected({
      code: "order_no_reused",
      merchant_order_no: merchantOrderNo,
      order_id,
      differs,
    });
  }
  const flaw = returnUrl && returnUrlFlaw(merchant, returnUrl, given.allowHttp);
  if (flaw) {
    return rejected({ code: "return_url_not_allowed", return_url: returnUrl, reason: flaw });
  }
  if (settleMerchantNo !== undefined && !maySettleAt(merchant, settleTo)) {
    return rejected({ code: "settle_merchant_not_allowed", settle_merchant_no: settleMerchantNo });
  }

  const halted = notActive(merchant, settleTo);
  if (halted) return rejected(halted);

  const { transferAccount, remittanceCode } = given;
  const payee = transferAccount?.mode === merchant.mode ? transferAccount.payee : undefined;
  if (command.transfer && !(payee && remittanceCode)) {
    return rejected({ code: "transfers_not_available" });
  }

  const at = merchantNow(merchant, given.now);
  const order = newOrder({
    orderId: given.orderId,
    merchantNo: merchant.merchantNo,
    merchantOrderNo,
    settleMerchantNo,
    amount,
    subject: command.subject,
    metadata: command.metadata,
    returnUrl,
    linkId: undefined,
    transfer: command.transfer && payee && remittanceCode
      ? { ...command.transfer, payee, remittanceCode }
      : undefined,
    expiresIn: command.expiresIn,
  }, at);
  const by = byCaller(command.caller);
  const placed: DomainEvent = { type: "order.placed", order, eventId: given.eventId, at, by };
  return ok({ order, settled: undefined, late: [], replayed: false, events: [placed] });
}

function differences(order: Order, command: PlaceOrder): readonly string[] {
  const same: Readonly<Record<string, boolean>> = {
    amount: sameMoney(order.amount, command.amount),
    subject: order.subject === command.subject,
    return_url: order.returnUrl === command.returnUrl,
    expires_in: order.expiresIn === (command.expiresIn ?? usualLifetime(command.transfer)),
    settle_merchant_no: order.settleMerchantNo === command.settleMerchantNo,
    transfer: sameTransfer(order.transfer, command.transfer),
    metadata: sameEntries(order.metadata, command.metadata),
  };
  return Object.keys(same).filter((field) => !same[field]);
}

function sameTransfer(placed: Transfer | undefined, asked: PlaceOrder["transfer"]): boolean {
  return placed?.buyerName === asked?.buyerName &&
    placed?.payerMustBeBuyer === asked?.payerMustBeBuyer;
}

function sameEntries(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
