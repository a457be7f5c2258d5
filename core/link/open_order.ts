import { byConsumer } from "../actor.ts";
import type { Way } from "../budget/budget.ts";
import { spend, type TooMany } from "../budget/spend.ts";
import { type Source, waysOf } from "../budget/ways.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, LinkId, OrderId } from "../id.ts";
import {
  type Merchant,
  type MerchantNotActive,
  merchantNow,
  notActive,
  type Product,
} from "../merchant/merchant.ts";
import {
  dailyLimit,
  type DailyLimitExceeded,
  type LimitReading,
  type LimitUse,
  overLimit,
  type Payer,
} from "../limit/daily_limit.ts";
import { type Money, sameMoney } from "../money.ts";
import type { Order } from "../order/order.ts";
import { newOrder } from "../order/new_order.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import type { Instant } from "../time.ts";
import type { Link } from "./link.ts";

export interface OpenOrder {
  readonly linkId: LinkId;
  /** As entered; undefined when the link has an amount of its own. */
  readonly amount: Money | undefined;
  /** From the form: 128 bits made with it, so that sending it twice opens one order. */
  readonly once: string;
  /** What this browser last opened through this link: going back loads a new form but means the same order. */
  readonly previous?: OrderId | undefined;
  readonly device: string;
  /** The consumer's session token, where this browser has one. */
  readonly session: string | undefined;
  readonly source?: Source;
}

export type OpenOrderRefusal =
  | { readonly code: "link_not_found"; readonly link_id: string }
  | { readonly code: "link_paused"; readonly link_id: LinkId }
  | MerchantNotActive
  | { readonly code: "product_not_enabled"; readonly product: Product }
  | { readonly code: "amount_required" }
  /** The link has an amount of its own, in fen, and the consumer sent another. */
  | { readonly code: "amount_fixed"; readonly amount: number }
  | { readonly code: "amount_too_small"; readonly min: number }
  | DailyLimitExceeded
  | TooMany;

interface Opened {
  readonly order: Order;
  readonly events: readonly DomainEvent[];
}

const NUMBER_CHARS = 32;

/**
 * Opens an order of a link, as filled in by the payer. The form's nonce and the amount make its number: a double tap
 * or going back finds the same order, another amount is another order. Over the daily limit, none is opened.
 */
export function openOrder(
  deps: Deps,
  command: OpenOrder,
): Promise<Result<Order, OpenOrderRefusal>> {
  const { linkId, device, session: token, previous: last } = command;
  let counted = false;
  return retryOnConflict(async () => {
    const now = deps.now();
    const session = token === undefined ? undefined : await sha256(token);
    const merchantOrderNo = await numberOf(command);
    const [link, merchant, existing, uses, previous, consumer] = await deps.load(
      deps.links.byId(linkId),
      deps.links.owner(linkId),
      deps.links.orderByNo(linkId, merchantOrderNo),
      deps.limits.ofLink(linkId, { device, session }, now),
      deps.links.order(linkId, last),
      ...(session === undefined ? [] : [deps.sessions.consumerIn(session, now)]),
    );
    if (!link || !merchant) return rejected({ code: "link_not_found", link_id: linkId });

    const payer = { device, consumerId: consumer?.consumer.consumerId };
    const decision = decide(command, { link, merchant, existing, previous, payer, uses }, {
      merchantOrderNo,
      orderId: deps.newId("ord"),
      eventId: deps.newId("evt"),
      now,
      reading: deps.config.limitScope,
    });
    if (!decision.ok) return decision;
    if (decision.value.events.length > 0 && !counted) {
      const spent = await spend(deps, waysFor(command, { previous, payer }));
      if (!spent.ok) return spent;
      counted = true;
    }
    await deps.commit(decision.value.events);
    return ok(decision.value.order);
  });
}

/** A person, and a browser that has paid here, have budgets of their own, whoever shares their address. */
function waysFor(
  { source }: OpenOrder,
  { previous, payer }: { readonly previous: Order | undefined; readonly payer: Payer },
): readonly Way[] {
  const known: Way[] = [];
  if (payer.consumerId !== undefined) {
    known.push([{ budget: "link_orders_of_consumer", subject: payer.consumerId }]);
  }
  if (previous?.state === "paid") {
    known.push([{ budget: "link_orders_of_payer", subject: previous.orderId }]);
  }
  const anyone = waysOf(source, {
    first: "link_orders_first",
    more: "link_orders",
    forAll: "link_orders_for_all",
  });
  return [...known, ...anyone];
}

/** True while the order can still be paid. */
export function isWaiting({ state, expiresAt }: Order, now: Instant): boolean {
  return state === "open" && expiresAt > now;
}

/** The link's own amount, otherwise the one entered; if there are both, they must be the same. */
function amountOf(link: Link, typed: Money | undefined): Result<Money, OpenOrderRefusal> {
  const fixed = link.amount;
  if (fixed && typed && !sameMoney(fixed, typed)) {
    return rejected({ code: "amount_fixed", amount: fixed.fen });
  }
  const amount = fixed ?? typed;
  if (!amount) return rejected({ code: "amount_required" });
  return amount.fen < 1 ? rejected({ code: "amount_too_small", min: 1 }) : ok(amount);
}

async function numberOf({ linkId, once, amount }: OpenOrder): Promise<string> {
  const digest = await sha256(`${linkId} ${once} ${amount?.fen ?? "fixed"}`);
  return `link-${digest.slice(0, NUMBER_CHARS)}`;
}

export function decide(
  command: Pick<OpenOrder, "amount">,
  facts: {
    readonly link: Link;
    readonly merchant: Merchant;
    readonly existing: Order | undefined;
    readonly previous: Order | undefined;
    readonly payer: Payer;
    readonly uses: readonly LimitUse[];
  },
  given: {
    readonly merchantOrderNo: string;
    readonly orderId: OrderId;
    readonly eventId: EventId;
    readonly now: Instant;
    readonly reading: LimitReading;
  },
): Result<Opened, OpenOrderRefusal> {
  const { link, merchant, existing, previous } = facts;
  if (existing) return ok({ order: existing, events: [] });
  if (link.state === "paused") return rejected({ code: "link_paused", link_id: link.linkId });
  const halted = notActive(merchant);
  if (halted) return rejected(halted);
  if (!merchant.products.includes("static_code")) {
    return rejected({ code: "product_not_enabled", product: "static_code" });
  }
  const amount = amountOf(link, command.amount);
  if (!amount.ok) return amount;
  const at = merchantNow(merchant, given.now);
  if (previous && isWaiting(previous, at) && sameMoney(previous.amount, amount.value)) {
    return ok({ order: previous, events: [] });
  }
  const over = overLimit(dailyLimit(facts, given), amount.value);
  if (over) return rejected(over);

  const order = newOrder({
    orderId: given.orderId,
    merchantNo: merchant.merchantNo,
    merchantOrderNo: given.merchantOrderNo,
    settleMerchantNo: undefined,
    amount: amount.value,
    subject: link.subject,
    metadata: {},
    returnUrl: undefined,
    linkId: link.linkId,
    expiresIn: undefined,
  }, at);
  const by = byConsumer(facts.payer.consumerId);
  return ok({ order, events: [{ type: "order.placed", order, eventId: given.eventId, at, by }] });
}
