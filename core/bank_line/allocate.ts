import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { BankLineId, OrderId, SessionId, StaffId } from "../id.ts";
import { merchantNow, notActive } from "../merchant/merchant.ts";
import { add, cny, type Money, noMoney } from "../money.ts";
import type { OrderWithPayment } from "../order/order_store.ts";
import type { Proposal, ProposalsTooMany } from "../proposal/proposal.ts";
import { propose } from "../proposal/propose.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { type BankLine, restOf, spent } from "./bank_line.ts";
import { distribute } from "./distribute.ts";
import { transferPaid } from "./transfer_paid.ts";

/** From this amount on a decision about money that came in takes two people: ¥50,000. */
export const TWO_PEOPLE_FROM: Money = cny(5_000_000);
/** Lines and orders of one allocation. */
const ALLOCATED_MAX = 20;

/** A line as somebody saw it. */
export interface SeenLine {
  readonly lineId: BankLineId;
  readonly version: number;
}

export interface Allocation {
  readonly lines: readonly SeenLine[];
  readonly orders: readonly OrderId[];
}

export type AllocateRefusal =
  /** It moved since it was seen, or is not in suspense. */
  | { readonly code: "bank_line_changed"; readonly line_id: BankLineId }
  | { readonly code: "bank_line_not_needed"; readonly line_id: BankLineId }
  | { readonly code: "transfer_order_not_open"; readonly order_id: OrderId }
  | { readonly code: "transfer_merchant_not_active"; readonly order_id: OrderId }
  | { readonly code: "allocation_wrong"; readonly max: number }
  | { readonly code: "allocation_too_little"; readonly missing: number };

export type Allocated =
  | { readonly type: "done" }
  | { readonly type: "proposed"; readonly proposal: Proposal };

/**
 * A person's decision that these lines pay these orders, each order in full, many to many. From `TWO_PEOPLE_FROM` on it
 * waits for a second person.
 */
export async function allocate(
  deps: Deps,
  { lines, orders, here }: Allocation & { readonly here: SignedIn },
): Promise<Result<Allocated, AllocateRefusal | ProposalsTooMany>> {
  const { staff: { staffId }, session: { sessionId: within } } = here;
  const done = await retryOnConflict(async () => {
    const decided = await allocating(deps, { lines, orders, by: staffId, within });
    if (!decided.ok) return decided;
    const { amount, events } = decided.value;
    if (amount.fen < TWO_PEOPLE_FROM.fen) {
      await deps.commit(events);
      return ok<Allocated>({ type: "done" });
    }
    const act = { kind: "allocate_transfer", lines, orders, amount: amount.fen } as const;
    const proposed = await propose(deps, { act, merchantNo: undefined, here });
    return proposed.ok ? ok<Allocated>({ type: "proposed", proposal: proposed.value }) : proposed;
  });
  if (done.ok && done.value.type === "done") deps.nudge("deliver_webhooks");
  return done;
}

/** What the allocation comes to, decided on fresh facts and not committed. */
export async function allocating(
  deps: Deps,
  { lines: seen, orders: orderIds, by: staffId, within }: Allocation & {
    readonly by: StaffId;
    readonly within: SessionId;
  },
): Promise<
  Result<{ readonly events: readonly DomainEvent[]; readonly amount: Money }, AllocateRefusal>
> {
  const distinct = new Set([...seen.map(({ lineId }) => lineId), ...orderIds]);
  const sized = seen.length > 0 && orderIds.length > 0 && seen.length <= ALLOCATED_MAX &&
    orderIds.length <= ALLOCATED_MAX && distinct.size === seen.length + orderIds.length;
  if (!sized) return rejected({ code: "allocation_wrong", max: ALLOCATED_MAX });
  const [found, ...orders] = await deps.load(
    deps.bankLines.byIds(seen.map(({ lineId }) => lineId)),
    ...orderIds.map((orderId) => deps.orders.byId(orderId)),
  );
  const lines: BankLine[] = [];
  for (const { lineId, version } of seen) {
    const line = found.find((each) => each.lineId === lineId);
    if (line?.version !== version || line.state !== "suspense") {
      return rejected({ code: "bank_line_changed", line_id: lineId });
    }
    lines.push(line);
  }
  const open: OrderWithPayment[] = [];
  for (const [i, order_id] of orderIds.entries()) {
    const order = orders[i];
    if (!order?.order.transfer || order.order.state !== "open") {
      return rejected({ code: "transfer_order_not_open", order_id });
    }
    open.push(order);
  }
  const shares = distribute(
    lines.map((line) => ({ id: line, amount: restOf(line) })),
    open.map((each) => ({ id: each, amount: each.order.amount })),
  );
  if (!shares) {
    const missing = sumOf(open.map(({ order }) => order.amount)).fen -
      sumOf(lines.map(restOf)).fen;
    return rejected({ code: "allocation_too_little", missing });
  }
  const spare = lines.find((line) => !shares.some((each) => each.line === line));
  if (spare) return rejected({ code: "bank_line_not_needed", line_id: spare.lineId });

  const by = { ...byStaff(staffId), within };
  const newEventId = () => deps.newId("evt");
  const paying = open.map((each) => ({ each, paymentId: deps.newId("pay") }));
  const events: DomainEvent[] = lines.map((line) => {
    const own = shares.filter((share) => share.line === line);
    return {
      type: "bank_line.allocated",
      line: spent(line, "allocated", sumOf(own.map(({ amount }) => amount))),
      parts: own.map(({ order, amount }) => ({
        orderId: order.order.orderId,
        paymentId: paying.find(({ each }) => each === order)!.paymentId,
        amount,
      })),
      eventId: newEventId(),
      at: deps.now(),
      by,
    };
  });
  for (const { each: { order, late }, paymentId } of paying) {
    const [merchant, settleTo] = await deps.load(
      deps.merchants.byNo(order.merchantNo),
      deps.merchants.byNo(order.settleMerchantNo ?? order.merchantNo),
    );
    if (lines.some(({ mode }) => mode !== merchant?.mode)) {
      return rejected({ code: "transfer_order_not_open", order_id: order.orderId });
    }
    if (!merchant || notActive(merchant, settleTo)) {
      return rejected({ code: "transfer_merchant_not_active", order_id: order.orderId });
    }
    const at = merchantNow(merchant, deps.now());
    const [first] = shares.filter((share) => share.order.order === order);
    const txnNo = first?.line.bankRef ?? first?.line.lineId ?? "";
    events.push(...transferPaid(order, late, { paymentId, txnNo, at, newEventId, by }));
  }
  return ok({ events, amount: sumOf(open.map(({ order }) => order.amount)) });
}

function sumOf(amounts: readonly Money[]): Money {
  return amounts.reduce(add, noMoney);
}
