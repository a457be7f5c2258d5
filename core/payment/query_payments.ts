import { connected } from "../channel/connected.ts";
import { queryUnclear } from "../channel/query_unclear.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { advance, awaitsCode, type Payment } from "./payment.ts";
import { recordOutcome } from "./record_outcome.ts";

/** Asks channels about payments that no notice settled. */
export function queryPayments(deps: Deps, options?: FlowOptions): Promise<void> {
  const channels = connected(deps);
  return queryUnclear<Payment>(deps, {
    name: "query_payments",
    subject: ({ paymentId: id, merchantNo }) => ({ id, merchantNo }),
    due: (now, merchantNo, max) => deps.payments.dueToQuery({ now, merchantNo, channels, max }),
    unclear: (payment) => payment.state === "processing" ? payment : undefined,
    queried: (payment) => ({
      about: "payment",
      flow: payment.flow,
      awaitsCode: awaitsCode(payment),
    }),
    ids: ({ paymentId, orderId }) => ({ payment_id: paymentId, order_id: orderId }),
    step: async (payment, signal) => {
      const next = advance(payment, signal);
      const [found] = await deps.load(deps.orders.byId(payment.orderId));
      if (!next.ok || !found) return undefined;
      const type = signal.type === "queried" ? "payment.queried" : "payment.unclear";
      return { type, payment: next.value, order: found.order };
    },
    ask: (channel, command) => channel.query(command),
    record: async (channel, { channelOrderNo }, { response, command }) => {
      const outcome = await channel.readQuery(response, command);
      return await recordOutcome(deps, { channelOrderNo, outcome, amount: undefined });
    },
  }, options);
}
