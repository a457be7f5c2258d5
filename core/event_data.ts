import type { EventBody } from "./event.ts";
import type { MerchantNo } from "./id.ts";
import { orderResource, paymentResource } from "./order/order_resource.ts";
import { refundResource } from "./refund/refund_resource.ts";
import { contractResource } from "./contract/contract_resource.ts";
import { deductionResource } from "./deduction/deduction_resource.ts";
import { planResource } from "./plan/plan_resource.ts";
import { signingResource } from "./signing/signing_resource.ts";
import { rfc3339 } from "./time.ts";
import type { Endpoint } from "./webhook/endpoint.ts";

/** Whose history an event belongs to, and which step of it this is. */
export interface Subject {
  readonly subjectId: string;
  readonly version: number;
  readonly merchantNo: MerchantNo;
}

export function subjectOf(event: EventBody): Subject {
  switch (event.type) {
    case "merchant.opened":
    case "merchant.sharing_set":
    case "merchant.clock_set":
    case "merchant.embed_origins_set": {
      const { merchantNo, version } = event.merchant;
      return { subjectId: merchantNo, version, merchantNo };
    }
    case "link.opened":
    case "link.paused":
    case "link.resumed": {
      const { linkId, version, merchantNo } = event.link;
      return { subjectId: linkId, version, merchantNo };
    }
    case "code.opened":
    case "code.claimed":
    case "code.released": {
      const { codeId, version, merchantNo } = event.code;
      return { subjectId: codeId, version, merchantNo };
    }
    case "screen.added":
    case "screen.paired":
    case "screen.unpaired": {
      const { screenId, version, merchantNo } = event.screen;
      return { subjectId: screenId, version, merchantNo };
    }
    case "plan.submitted":
    case "plan.approved":
    case "plan.rejected":
    case "plan.retired": {
      const { planId, eventVersion, merchantNo } = event.plan;
      return { subjectId: planId, version: eventVersion, merchantNo };
    }
    case "consumer.known":
    case "consumer.changed": {
      const { consumerId, version } = event.consumer;
      return { subjectId: consumerId, version, merchantNo: event.merchantNo };
    }
    case "signing.opened":
    case "signing.confirmed":
    case "signing.refused":
    case "signing.signed":
    case "signing.already_signed":
    case "signing.declined":
    case "signing.expired": {
      const { signingId, version, merchantNo } = event.signing;
      return { subjectId: signingId, version, merchantNo };
    }
    case "contract.signed":
    case "contract.suspended":
    case "contract.resumed":
    case "contract.termination_asked":
    case "contract.termination_queried":
    case "contract.terminated": {
      const { contractId, version, merchantNo } = event.contract;
      return { subjectId: contractId, version, merchantNo };
    }
    case "deduction.requested":
    case "deduction.sent":
    case "deduction.queried":
    case "deduction.unclear":
    case "deduction.succeeded":
    case "deduction.failed": {
      const { deductionId, version, merchantNo } = event.deduction;
      return { subjectId: deductionId, version, merchantNo };
    }
    case "deduction_notice.recorded":
    case "deduction_notice.sent": {
      const { noticeId, version, merchantNo } = event.notice;
      return { subjectId: noticeId, version, merchantNo };
    }
    case "key.added":
    case "key.retired":
    case "key.revoked": {
      const { kid, version, merchantNo } = event.key;
      return { subjectId: kid, version, merchantNo };
    }
    case "order.placed":
    case "order.paid":
    case "order.closed":
    case "order.expired": {
      const { orderId, version, merchantNo } = event.order;
      return { subjectId: orderId, version, merchantNo };
    }
    case "payment.sent":
    case "payment.launched":
    case "payment.queried":
    case "payment.unclear":
    case "payment.succeeded":
    case "payment.succeeded_late":
    case "payment.failed": {
      const { paymentId, version, merchantNo } = event.payment;
      return { subjectId: paymentId, version, merchantNo };
    }
    case "refund.requested":
    case "refund.sent":
    case "refund.queried":
    case "refund.unclear":
    case "refund.succeeded":
    case "refund.failed": {
      const { refundId, version, merchantNo } = event.refund;
      return { subjectId: refundId, version, merchantNo };
    }
    case "endpoint.added":
    case "endpoint.changed":
    case "endpoint.secret_rotated":
    case "endpoint.disabled":
    case "endpoint.deleted":
    case "endpoint.test": {
      const { endpointId, version, merchantNo } = event.endpoint;
      return { subjectId: endpointId, version, merchantNo };
    }
  }
}

/** What is stored with an event: for a webhook type the resource as the API shows it now, else what moved. */
export function eventData(event: EventBody, publicUrl: string): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case "merchant.opened":
      return { merchant_no: event.merchant.merchantNo, mode: event.merchant.mode };
    case "merchant.sharing_set":
      return { shares_contracts: event.merchant.sharesContracts };
    case "merchant.embed_origins_set":
      return { embed_origins: event.merchant.embedOrigins };
    case "link.opened":
    case "link.paused":
    case "link.resumed":
      return { state: event.link.state };
    case "code.opened":
    case "code.claimed":
    case "code.released":
      return { order_id: event.code.orderId };
    case "screen.added":
    case "screen.paired":
    case "screen.unpaired":
      return { state: event.screen.state };
    case "plan.submitted":
    case "plan.approved":
    case "plan.rejected":
    case "plan.retired":
      return planResource(event.plan);
    case "consumer.known":
    case "consumer.changed":
      return { tell_after_charge: event.consumer.tellAfterCharge };
    case "signing.opened":
    case "signing.confirmed":
    case "signing.refused":
    case "signing.signed":
    case "signing.already_signed":
    case "signing.declined":
    case "signing.expired":
      return signingResource(event.signing, publicUrl);
    case "contract.signed":
    case "contract.suspended":
    case "contract.resumed":
    case "contract.termination_asked":
    case "contract.termination_queried":
    case "contract.terminated":
      return contractResource(event.contract, event.usedToday);
    case "deduction.requested":
    case "deduction.sent":
    case "deduction.queried":
      return { contract_id: event.deduction.contractId, amount: event.deduction.amount.fen };
    case "deduction.unclear":
    case "deduction.succeeded":
    case "deduction.failed":
      return deductionResource(event.deduction, event.leftToday);
    case "deduction_notice.recorded":
    case "deduction_notice.sent":
      return { contract_id: event.notice.contractId, amount: event.notice.amount.fen };
    case "merchant.clock_set":
      return { clock_offset_ms: event.merchant.clockOffset };
    case "key.added":
    case "key.retired":
    case "key.revoked":
      return {
        kid: event.key.kid,
        alg: event.key.alg,
        state: event.key.state,
        not_before: rfc3339(event.key.notBefore),
        retire_at: event.key.retireAt === undefined ? null : rfc3339(event.key.retireAt),
      };
    case "order.placed":
      return { amount: event.order.amount.fen };
    case "order.paid":
      return orderResource(event.order, event.payment, publicUrl);
    case "order.closed":
    case "order.expired":
      return orderResource(event.order, undefined, publicUrl);
    case "payment.unclear":
    case "payment.failed":
    case "payment.succeeded_late":
      return paymentResource(event.payment, event.order);
    case "payment.sent":
    case "payment.launched":
    case "payment.queried":
    case "payment.succeeded":
      return { order_id: event.payment.orderId, state: event.payment.state };
    case "refund.unclear":
    case "refund.succeeded":
    case "refund.failed":
      return refundResource(event.refund);
    case "refund.requested":
    case "refund.sent":
    case "refund.queried":
      return { order_id: event.refund.orderId, amount: event.refund.amount.fen };
    case "endpoint.test":
      return { ...endpointData(event.endpoint), sample: event.sample };
    case "endpoint.added":
    case "endpoint.changed":
    case "endpoint.secret_rotated":
    case "endpoint.disabled":
    case "endpoint.deleted":
      return endpointData(event.endpoint);
  }
}

function endpointData(endpoint: Endpoint): Readonly<Record<string, unknown>> {
  return {
    endpoint_id: endpoint.endpointId,
    merchant_no: endpoint.merchantNo,
    url: endpoint.url,
    event_types: endpoint.eventTypes,
    state: endpoint.state,
    disabled_reason: endpoint.disabledReason ?? null,
  };
}
