import { connected } from "../channel/connected.ts";
import { queryUnclear } from "../channel/query_unclear.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { createTurns } from "../in_turn.ts";
import { recordRefundOutcome } from "./record_refund_outcome.ts";
import { advance, type Refund, refundedId } from "./refund.ts";

/** Asks channels about refunds that no notice settled. */
export function queryRefunds(deps: Deps, options?: FlowOptions): Promise<void> {
  const channels = connected(deps);
  const inTurn = createTurns();
  return queryUnclear<Refund>(deps, {
    name: "query_refunds",
    subject: ({ refundId: id, merchantNo }) => ({ id, merchantNo }),
    due: (now, merchantNo, max) => deps.refunds.dueToQuery({ now, merchantNo, channels, max }),
    unclear: (refund) => refund.state === "processing" ? refund : undefined,
    queried: () => ({ about: "refund" }),
    ids: ({ refundId, of }) => ({
      refund_id: refundId,
      ...(of.deductionId === undefined
        ? { payment_id: of.paymentId, order_id: of.orderId }
        : { deduction_id: of.deductionId }),
    }),
    step: (refund, signal) => {
      const next = advance(refund, signal);
      const type = signal.type === "queried" ? "refund.queried" : "refund.unclear";
      return next.ok ? { type, refund: next.value } : undefined;
    },
    ask: (channel, command) => channel.queryRefund(command),
    record: async (channel, refund, { response, command }) => {
      const { channelOrderNo } = refund;
      const outcome = await channel.readQueryRefund(response, command);
      return await inTurn(
        refundedId(refund),
        () => recordRefundOutcome(deps, { channelOrderNo, outcome, amount: undefined }),
      );
    },
  }, options);
}
