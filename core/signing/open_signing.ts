import { type Actor, byCaller } from "../actor.ts";
import type { PlanRefusal } from "../channel/contract_channel.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { OrderWithPayment } from "../order/order_store.ts";
import type { DomainEvent } from "../event.ts";
import type { ContractId, EventId, MerchantNo, OrderId, PlanId, SigningId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import {
  type Merchant,
  type MerchantNotActive,
  merchantNow,
  notActive,
} from "../merchant/merchant.ts";
import { returnUrlFlaw } from "../merchant/return_url.ts";
import type { Money } from "../money.ts";
import type { OrderState } from "../order/order.ts";
import { decide as decideOrder, type PlaceOrderRefusal } from "../order/place_order.ts";
import { paths } from "../paths.ts";
import { channelOf } from "../payment/channel_for.ts";
import type { Plan, PlanNotApproved } from "../plan/plan.ts";
import { ok, rejected, type Result } from "../result.ts";
import { after, type Instant } from "../time.ts";
import { appUrlOf } from "./app_url.ts";
import { advance, type Signing, SIGNING_LIFETIME } from "./signing.ts";

export interface OpenSigning {
  readonly caller: Caller;
  readonly planId: string;
  /** The merchant's own; returned unchanged. */
  readonly contractCode: string;
  readonly userId: string | undefined;
  readonly returnUrl: string | undefined;
  /** Sign and pay: this order is placed with the signing, and paid after it. */
  readonly order?: OrderToPay | undefined;
  /** Ends when this is signed. */
  readonly replaces?: ContractId | undefined;
}

export interface OrderToPay {
  readonly merchantOrderNo: string;
  readonly amount: Money;
  readonly subject: string;
  readonly settleMerchantNo: MerchantNo | undefined;
}

export type OpenSigningRefusal =
  | CallerRefusal
  | PlaceOrderRefusal
  | MerchantNotActive
  | { readonly code: "product_not_enabled"; readonly product: "contract" }
  | { readonly code: "plan_not_found"; readonly plan_id: string }
  | PlanNotApproved
  /** Nobody could sign it: the number has no app at its channel, or the plan no template of that app. */
  | { readonly code: PlanRefusal; readonly plan_id: PlanId }
  | { readonly code: "order_not_open"; readonly order_id: OrderId; readonly state: OrderState }
  | {
    readonly code: "contract_code_reused";
    readonly contract_code: string;
    readonly signing_id: SigningId;
    /** The fields that differ from the signing already open under this code. */
    readonly differs: readonly string[];
  };

export interface OpenedSigning {
  readonly signing: Signing;
  readonly replayed: boolean;
  readonly events: readonly DomainEvent[];
}

interface Facts {
  readonly merchant: Merchant | undefined;
  readonly plan: Plan | undefined;
  readonly existing: Signing | undefined;
  readonly placed: OrderWithPayment | undefined;
  readonly settleTo: Merchant | undefined;
}

interface Given {
  readonly signingId: SigningId;
  readonly appUrl: string | undefined;
  readonly notAtChannel: PlanRefusal | undefined;
  readonly orderId: OrderId;
  readonly eventIds: readonly [EventId, EventId, EventId];
  readonly now: Instant;
  readonly allowHttp: boolean;
}

/**
 * Opens a signing of an approved plan. Repeating it under the same contract code, while it is open, returns the same
 * signing. With an order, both are placed in one write or neither is.
 */
export function openSigning(
  deps: Deps,
  command: OpenSigning,
): Promise<Result<OpenedSigning, OpenSigningRefusal>> {
  return retryOnConflict(async () => {
    const { caller, planId, contractCode, order } = command;
    const settle = order?.settleMerchantNo;
    const [merchant, plan, existing, placed, settleTo] = await deps.load(
      deps.merchants.calling(caller),
      deps.signings.planToSign(caller, planId),
      deps.signings.openByCode(caller, contractCode),
      deps.orders.byNo(caller, order?.merchantOrderNo ?? ""),
      ...(settle === undefined ? [] : [deps.merchants.byNo(settle)]),
    );
    const signingId = deps.newId("sgn");
    const decision = decide(command, { merchant, plan, existing, placed, settleTo }, {
      signingId,
      appUrl: merchant && await appUrlOf(deps, merchant, paths.sign(signingId)),
      notAtChannel: merchant && plan && await notAtChannel(deps, merchant, plan),
      orderId: deps.newId("ord"),
      eventIds: [deps.newId("evt"), deps.newId("evt"), deps.newId("evt")],
      now: deps.now(),
      allowHttp: deps.config.demo,
    });
    if (decision.ok) await deps.commit(decision.value.events);
    return decision;
  });
}

function notAtChannel(
  deps: Pick<Deps, "channels">,
  merchant: Merchant,
  { planId, version: planVersion }: Plan,
): Promise<PlanRefusal | undefined> | undefined {
  const { merchantNo } = merchant;
  return channelOf(deps, merchant)?.contracts?.refusalOf?.({ merchantNo, planId, planVersion });
}

function decide(
  command: OpenSigning,
  { merchant, plan, existing, placed, settleTo }: Facts,
  given: Given,
): Result<OpenedSigning, OpenSigningRefusal> {
  const { contractCode, returnUrl, userId } = command;
  if (!merchant) return rejected({ code: "key_unknown" });
  const at = merchantNow(merchant, given.now);
  // It can no longer be agreed to, even if no sweep has marked it: the same write replaces it with the new one.
  const lapsed = existing && existing.state === "open" &&
    (at >= existing.expiresAt || isSuperseded(existing, plan));
  if (existing && !lapsed) {
    const differs = differences(existing, command, placed);
    if (differs.length === 0) return ok({ signing: existing, replayed: true, events: [] });
    const signing_id = existing.signingId;
    return rejected({
      code: "contract_code_reused",
      contract_code: contractCode,
      signing_id,
      differs,
    });
  }
  if (!merchant.products.includes("contract")) {
    return rejected({ code: "product_not_enabled", product: "contract" });
  }
  if (!plan || plan.appId !== merchant.appId) {
    return rejected({ code: "plan_not_found", plan_id: command.planId });
  }
  if (plan.state !== "approved") {
    return rejected({ code: "plan_not_approved", plan_id: plan.planId, state: plan.state });
  }
  const halted = notActive(merchant);
  if (halted) return rejected(halted);
  if (given.notAtChannel) return rejected({ code: given.notAtChannel, plan_id: plan.planId });
  const flaw = returnUrl && returnUrlFlaw(merchant, returnUrl, given.allowHttp);
  if (flaw) {
    return rejected({ code: "return_url_not_allowed", return_url: returnUrl, reason: flaw });
  }
  const order = decideOrderToPay(command, { merchant, placed, settleTo }, given);
  if (!order.ok) return order;

  const signing: Signing = {
    signingId: given.signingId,
    merchantNo: merchant.merchantNo,
    appId: plan.appId,
    planId: plan.planId,
    planVersion: plan.version,
    contractCode,
    userId,
    returnUrl,
    orderId: order.value.orderId,
    appUrl: given.appUrl,
    replaces: command.replaces,
    state: "open",
    refusal: undefined,
    createdAt: at,
    expiresAt: after(at, SIGNING_LIFETIME),
    version: 1,
  };
  const [eventId, , expiredId] = given.eventIds;
  const by = byCaller(command.caller);
  const opened: DomainEvent = { type: "signing.opened", signing, eventId, at, by };
  const expired = lapsed ? expiry(existing, { eventId: expiredId, at, by }) : [];
  return ok({ signing, replayed: false, events: [...expired, opened, ...order.value.events] });
}

/** A newer version of its plan is in force. */
function isSuperseded({ planId, planVersion }: Signing, plan: Plan | undefined): boolean {
  return plan?.planId === planId && plan.state === "approved" && plan.version !== planVersion;
}

function expiry(
  existing: Signing,
  given: { readonly eventId: EventId; readonly at: Instant; readonly by: Actor },
): readonly DomainEvent[] {
  const expired = advance(existing, { type: "expired" });
  return expired.ok ? [{ type: "signing.expired", signing: expired.value, ...given }] : [];
}

interface OrderPart {
  readonly orderId: OrderId | undefined;
  readonly events: readonly DomainEvent[];
}

function decideOrderToPay(
  { caller, order, returnUrl }: OpenSigning,
  { merchant, placed, settleTo }: Pick<Facts, "merchant" | "placed" | "settleTo">,
  given: Given,
): Result<OrderPart, OpenSigningRefusal> {
  if (!order) return ok({ orderId: undefined, events: [] });
  const decision = decideOrder(
    {
      caller,
      ...order,
      metadata: {},
      returnUrl,
      expiresIn: undefined,
    },
    { merchant, existing: placed, settleTo },
    { ...given, eventId: given.eventIds[1] },
  );
  if (!decision.ok) return decision;
  const { orderId, state } = decision.value.order;
  if (state !== "open") return rejected({ code: "order_not_open", order_id: orderId, state });
  return ok({ orderId, events: decision.value.events });
}

function differences(
  existing: Signing,
  command: OpenSigning,
  placed: OrderWithPayment | undefined,
): readonly string[] {
  const same: Readonly<Record<string, boolean>> = {
    plan_id: existing.planId === command.planId,
    user_id: existing.userId === command.userId,
    return_url: existing.returnUrl === command.returnUrl,
    replaces: existing.replaces === command.replaces,
    order: sameOrder(existing, command.order, placed),
  };
  return Object.keys(same).filter((field) => !same[field]);
}

function sameOrder(
  existing: Signing,
  order: OrderToPay | undefined,
  placed: OrderWithPayment | undefined,
): boolean {
  if (!order) return existing.orderId === undefined;
  return placed !== undefined && placed.order.orderId === existing.orderId &&
    placed.order.amount.fen === order.amount.fen && placed.order.subject === order.subject &&
    placed.order.settleMerchantNo === order.settleMerchantNo;
}
