import { eq, sql } from "drizzle-orm";
import type { DomainEvent } from "../core/event.ts";
import { eventData, subjectOf } from "../core/event_data.ts";
import type { Order } from "../core/order/order.ts";
import type { Payment } from "../core/payment/payment.ts";
import type { Statement } from "../core/unit.ts";
import { isWebhookType } from "../core/webhook/event_type.ts";
import { codeStatements } from "./dynamic_code/changes.ts";
import { contractStatements } from "./contract/changes.ts";
import { deductionStatements } from "./deduction/changes.ts";
import { endpointStatements } from "./webhook/changes.ts";
import { limitStatements } from "./limit/changes.ts";
import { linkStatements } from "./link/changes.ts";
import { merchantStatements } from "./merchant/changes.ts";
import { planStatements } from "./plan/changes.ts";
import { refundStatements } from "./refund/changes.ts";
import { screenStatements } from "./screen/changes.ts";
import { signingStatements } from "./signing/changes.ts";
import { events, orders, payments } from "./schema.ts";
import { build, prepare } from "./engine/statement.ts";

/** The event insert first, then the rows it changes: one unit, whole or not at all. */
export function statementsFor(event: DomainEvent, publicUrl: string): readonly Statement[] {
  return [eventStatement(event, publicUrl), ...rowStatements(event)];
}

function eventStatement(event: DomainEvent, publicUrl: string): Statement {
  const values = {
    ...subjectOf(event),
    eventId: event.eventId,
    type: event.type,
    at: event.at,
    data: JSON.stringify(eventData(event, publicUrl)),
  };
  if (isWebhookType(event.type)) return insertToldEvent(values);
  if (event.type === "deduction.requested" || event.type === "deduction.sent") {
    return insertEventOfActiveContract({ ...values, contractId: event.contract.contractId });
  }
  if (event.type === "signing.confirmed") {
    const { planId, planVersion } = event.signing;
    return insertEventOfApprovedPlan({ ...values, planId, planVersion });
  }
  if (event.type === "payment.sent") {
    return insertEventOfOpenOrder({ ...values, orderId: event.order.orderId });
  }
  if (event.type === "order.placed" && event.order.linkId !== undefined) {
    return insertEventOfActiveLink({ ...values, linkId: event.order.linkId });
  }
  if (event.type === "code.claimed") {
    return insertEventOfOpenOrder({ ...values, orderId: event.code.orderId });
  }
  return insertEvent(values);
}

function rowStatements(event: DomainEvent): readonly Statement[] {
  switch (event.type) {
    case "merchant.opened":
    case "merchant.sharing_set":
    case "merchant.clock_set":
    case "merchant.embed_origins_set":
    case "key.added":
    case "key.retired":
    case "key.revoked":
      return merchantStatements(event);
    case "link.opened":
    case "link.paused":
    case "link.resumed":
      return linkStatements(event);
    case "code.opened":
    case "code.claimed":
    case "code.released":
      return codeStatements(event);
    case "screen.added":
    case "screen.paired":
    case "screen.unpaired":
      return screenStatements(event);
    case "plan.submitted":
    case "plan.approved":
    case "plan.rejected":
    case "plan.retired":
      return planStatements(event);
    case "consumer.known":
    case "consumer.changed":
    case "signing.opened":
    case "signing.confirmed":
    case "signing.refused":
    case "signing.signed":
    case "signing.already_signed":
    case "signing.declined":
    case "signing.expired":
      return signingStatements(event);
    case "contract.signed":
    case "contract.suspended":
    case "contract.resumed":
    case "contract.termination_asked":
    case "contract.termination_queried":
    case "contract.terminated":
      return contractStatements(event);
    case "deduction.requested":
    case "deduction.sent":
    case "deduction.queried":
    case "deduction.unclear":
    case "deduction.succeeded":
    case "deduction.failed":
    case "deduction_notice.recorded":
    case "deduction_notice.sent":
      return deductionStatements(event);
    case "order.placed":
      return [insertOrder(orderRow(event.order))];
    case "order.paid":
    case "order.closed":
    case "order.expired":
      return [updateOrder(orderRow(event.order))];
    case "payment.sent":
      return [
        ...limitStatements(event.payment, "sent"),
        insertPayment(paymentRow(event.payment)),
      ];
    case "payment.launched":
    case "payment.queried":
    case "payment.unclear":
      return [updatePayment(paymentRow(event.payment))];
    case "payment.succeeded":
    case "payment.succeeded_late":
      return [
        ...limitStatements(event.payment, "succeeded"),
        updatePayment(paymentRow(event.payment)),
      ];
    case "payment.failed":
      return [
        ...limitStatements(event.payment, "failed"),
        updatePayment(paymentRow(event.payment)),
      ];
    case "refund.requested":
    case "refund.sent":
    case "refund.queried":
    case "refund.unclear":
    case "refund.succeeded":
    case "refund.failed":
      return refundStatements(event);
    case "endpoint.added":
    case "endpoint.changed":
    case "endpoint.disabled":
    case "endpoint.deleted":
    case "endpoint.test":
    case "endpoint.secret_rotated":
      return endpointStatements(event);
  }
}

const at = sql.placeholder;

const eventValues = {
  seq: sql`null`,
  subjectId: at("subjectId"),
  version: at("version"),
  eventId: at("eventId"),
  type: at("type"),
  merchantNo: at("merchantNo"),
  at: at("at"),
  data: at("data"),
  gOrderOpen: sql`1`,
  gContractActive: sql`1`,
  gPlanApproved: sql`1`,
  gLinkActive: sql`1`,
};

const insertEvent = prepare(build.insert(events).values(eventValues));

/** Numbered within its subject, so that a receiver can see a gap. */
const insertToldEvent = prepare(
  build.insert(events).values({
    ...eventValues,
    sequence: sql`(select coalesce(max(sequence), 0) + 1 from events where subject_id = ${
      at("subjectId")
    } and sequence is not null)`,
  }),
);

/** The guard is read inside the write: an attempt never starts on an order that has just ended. */
const insertEventOfOpenOrder = prepare(
  build.insert(events).values({
    ...eventValues,
    gOrderOpen: sql`(select state = 'open' from orders where order_id = ${at("orderId")})`,
  }),
);

/** After the commit of an unsign no deduction can be recorded, and none is sent any more, also in a race. */
const insertEventOfActiveContract = prepare(
  build.insert(events).values({
    ...eventValues,
    gContractActive: sql`(select state = 'active' from contracts where contract_id = ${
      at("contractId")
    })`,
  }),
);

/** Nobody agrees to a plan that has just gone out of force. */
const insertEventOfApprovedPlan = prepare(
  build.insert(events).values({
    ...eventValues,
    gPlanApproved: sql`(select state = 'approved' from plans where plan_id = ${
      at("planId")
    } and version = ${at("planVersion")})`,
  }),
);

/** From the commit of a pause on no order is opened by the link. */
const insertEventOfActiveLink = prepare(
  build.insert(events).values({
    ...eventValues,
    gLinkActive: sql`(select state = 'active' from links where link_id = ${at("linkId")})`,
  }),
);

const insertOrder = prepare<ReturnType<typeof orderRow>>(
  build.insert(orders).values({
    orderId: at("orderId"),
    merchantNo: at("merchantNo"),
    merchantOrderNo: at("merchantOrderNo"),
    settleMerchantNo: at("settleMerchantNo"),
    amount: at("amount"),
    subject: at("subject"),
    metadata: at("metadata"),
    returnUrl: at("returnUrl"),
    linkId: at("linkId"),
    expiresInMs: at("expiresInMs"),
    createdAt: at("createdAt"),
    expiresAt: at("expiresAt"),
    state: at("state"),
    version: at("version"),
  }),
);

const updateOrder = prepare<ReturnType<typeof orderRow>>(
  build.update(orders).set({
    state: sql`${at("state")}`,
    endedAt: sql`${at("endedAt")}`,
    settledPaymentId: sql`${at("settledPaymentId")}`,
    version: sql`${at("version")}`,
  }).where(eq(orders.orderId, at("orderId"))),
);

function orderRow(order: Order) {
  return {
    ...order,
    amount: order.amount.fen,
    metadata: JSON.stringify(order.metadata),
    expiresInMs: order.expiresIn,
    endedAt: endOf(order),
    settledPaymentId: order.state === "paid" ? order.settledPaymentId : undefined,
  };
}

function endOf(order: Order): number | undefined {
  switch (order.state) {
    case "open":
      return undefined;
    case "paid":
      return order.paidAt;
    case "closed":
      return order.closedAt;
    case "expired":
      return order.expiredAt;
  }
}

const insertPayment = prepare<ReturnType<typeof paymentRow>>(
  build.insert(payments).values({
    paymentId: at("paymentId"),
    orderId: at("orderId"),
    merchantNo: at("merchantNo"),
    amount: at("amount"),
    method: at("method"),
    flow: at("flow"),
    channel: at("channel"),
    channelOrderNo: at("channelOrderNo"),
    device: at("device"),
    countsAgainst: at("countsAgainst"),
    createdAt: at("createdAt"),
    state: at("state"),
    sentAt: at("sentAt"),
    queryAfter: at("queryAfter"),
    queries: sql`0`,
    settles: sql`0`,
    refundReserved: sql`0`,
    refunded: sql`0`,
    version: at("version"),
  }),
);

/** `sent_at` and the refund counters are never touched here: the first is history, the others are shared. */
const updatePayment = prepare<ReturnType<typeof paymentRow>>(
  build.update(payments).set({
    state: sql`${at("state")}`,
    queryAfter: sql`${at("queryAfter")}`,
    queries: sql`${at("queries")}`,
    queriesEndedAt: sql`${at("queriesEndedAt")}`,
    launch: sql`${at("launch")}`,
    endedAt: sql`${at("endedAt")}`,
    failure: sql`${at("failure")}`,
    settles: sql`${at("settles")}`,
    channelTxnNo: sql`${at("channelTxnNo")}`,
    cardType: sql`${at("cardType")}`,
    cardLastFour: sql`${at("cardLastFour")}`,
    version: sql`${at("version")}`,
  }).where(eq(payments.paymentId, at("paymentId"))),
);

function paymentRow(payment: Payment) {
  const processing = payment.state === "processing" ? payment : undefined;
  const succeeded = payment.state === "succeeded" ? payment : undefined;
  const failed = payment.state === "failed" ? payment : undefined;
  return {
    ...payment,
    amount: payment.amount.fen,
    countsAgainst: payment.countsAgainst && JSON.stringify(payment.countsAgainst),
    sentAt: processing?.sentAt,
    queryAfter: processing?.queryAfter,
    queries: processing?.queries ?? 0,
    queriesEndedAt: processing?.queriesEndedAt,
    launch: processing?.launch && JSON.stringify(processing.launch),
    endedAt: succeeded?.succeededAt ?? failed?.failedAt,
    failure: failed?.reason,
    settles: succeeded?.settles ? 1 : 0,
    channelTxnNo: succeeded?.channelTxnNo,
    cardType: succeeded?.cardType,
    cardLastFour: succeeded?.cardLastFour,
  };
}
