import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import type { OrderWithPayment } from "../../../core/order/order_store.ts";
import { merchantNo, parseId } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import { payByProgram, programFlows } from "../../../core/payment/pay_by_program.ts";
import { closeOrder } from "../../../core/order/close_order.ts";
import {
  orderResource,
  paymentResource,
  startedResource,
} from "../../../core/order/order_resource.ts";
import { placeOrder } from "../../../core/order/place_order.ts";
import { holdsCardNumber } from "../../../core/text/card_number.ts";
import { seconds } from "../../../core/time.ts";
import type { ApiEnv } from "../../app_env.ts";
import {
  amount,
  currency,
  fields,
  label,
  merchantNumber,
  reference,
  refuseField,
  settleMerchantNo,
  text,
} from "../fields.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import {
  closedOrderShape,
  orderShape,
  orderState,
  pageOf,
  paymentShape,
  paymentState,
  startedPaymentShape,
} from "../resources.ts";
import { answerList, howToPage, listRefusals, pageFields, timeFields } from "./list.ts";
import { newRefund, refund, refundAnswers } from "./refund.ts";

const METADATA_ENTRIES_MAX = 20;
const EXPIRES_IN_SECONDS_MAX = 90 * 24 * 3_600;

// JavaScript's readers of JSON would lose the one name that is excepted.
const METADATA_NAME = /^(?!__proto__$)[0-9A-Za-z_.-]{1,40}$/;
const metadataName = z.string().regex(METADATA_NAME).refine((name) => !holdsCardNumber(name));
const metadata = z.record(metadataName, text(0, 200))
  .refine((given) => Object.keys(given).length <= METADATA_ENTRIES_MAX, {
    error: `must have at most ${METADATA_ENTRIES_MAX} entries`,
  })
  .meta({
    maxProperties: METADATA_ENTRIES_MAX,
    description: "Your own names and values; returned unchanged, never shown to the consumer.",
  });

const newOrder = fields({
  merchant_order_no: merchantNumber(40),
  amount,
  currency,
  subject: text(1, 128),
  return_url: label(1, 500).nullish().meta({
    description:
      "Where the consumer goes back to, kept byte for byte; `countersign_order_id` is added before any `#`. " +
      "Anyone can make up a URL, so rely on the API or your webhooks.",
    examples: ["https://shop.example/back?cart=7"],
  }),
  expires_in: z.int().min(1).max(EXPIRES_IN_SECONDS_MAX).nullish()
    .meta({
      description:
        "Seconds until the order expires, at most 90 days; 1,800 by default, a week with `transfer`.",
    }),
  metadata: metadata.nullish(),
  settle_merchant_no: settleMerchantNo.nullish(),
  transfer: fields({
    buyer_name: label(1, 120).nullish().meta({
      description: "Whose account the money is expected from, as the bank names its holder.",
    }),
    payer_must_be_buyer: z.boolean().nullish().meta({
      description:
        "Only money from an account in the name of `buyer_name` settles the order by itself; false by default.",
    }),
  }).superRefine(({ buyer_name, payer_must_be_buyer }, context) => {
    if (payer_must_be_buyer && buyer_name == null) {
      refuseField(context, "buyer_name", "missing", "is required when the payer must be the buyer");
    }
  }).meta({
    oneOf: [
      {
        properties: { payer_must_be_buyer: { const: true }, buyer_name: { type: "string" } },
        required: ["payer_must_be_buyer", "buyer_name"],
      },
      { properties: { payer_must_be_buyer: { enum: [false, null] } } },
    ],
  }).nullish().meta({
    description: "The order is paid by bank transfer, and by nothing else.",
  }),
});

const orderFilter = fields({
  merchant_order_no: reference().optional(),
  link_id: reference().optional(),
  state: orderState.optional(),
  ...timeFields,
  ...pageFields,
});

const paymentFilter = fields({ state: paymentState.optional(), ...timeFields, ...pageFields });

const newPayment = fields({
  flow: z.enum(programFlows).meta({
    description:
      "`app_control`: the channel's control inside your own app. `screen_code`: a code that you show. " +
      "`consumer_code`: a code that the payer shows and your till has read.",
  }),
  consumer_code: z.string().regex(/^62[0-9]{17}$/, "the 19 digits that the payer's app shows")
    .nullish(),
}).superRefine(({ flow, consumer_code }, context) => {
  if (flow === "consumer_code" && consumer_code == null) {
    refuseField(context, "consumer_code", "missing", "is required with this flow");
  }
  if (flow !== "consumer_code" && consumer_code != null) {
    refuseField(context, "consumer_code", "not_allowed", "is only for the flow consumer_code");
  }
}).meta({
  oneOf: [
    {
      properties: { flow: { const: "consumer_code" }, consumer_code: { type: "string" } },
      required: ["consumer_code"],
    },
    {
      properties: {
        flow: { enum: programFlows.filter((each) => each !== "consumer_code") },
        consumer_code: { type: "null" },
      },
    },
  ],
});

const order = { description: "The order.", body: orderShape };

export function orderRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Orders",
        summary: "Create an order",
        act: "create",
        description:
          "Your own number makes retries safe: the same content returns the same order; different content is refused.",
        body: newOrder,
        answers: { 201: order, 200: { ...order, description: "The existing order." } },
        refusals: [
          "merchant_not_active",
          "order_no_reused",
          "return_url_not_allowed",
          "amount_out_of_range",
          "settle_merchant_not_allowed",
          "transfers_not_available",
        ],
      }),
      async (c) => {
        const body = c.req.valid("json");
        const placed = await placeOrder(deps, {
          caller: c.get("caller"),
          merchantOrderNo: body.merchant_order_no,
          amount: cny(body.amount),
          subject: body.subject,
          metadata: body.metadata ?? {},
          returnUrl: body.return_url ?? undefined,
          expiresIn: body.expires_in ? seconds(body.expires_in) : undefined,
          settleMerchantNo: body.settle_merchant_no
            ? merchantNo(body.settle_merchant_no)
            : undefined,
          transfer: body.transfer
            ? {
              buyerName: body.transfer.buyer_name ?? undefined,
              payerMustBeBuyer: body.transfer.payer_must_be_buyer ?? false,
            }
            : undefined,
        });
        if (!placed.ok) return problem(c, placed.error);

        c.header("Location", paths.order(placed.value.order.orderId));
        return c.json(present(deps, placed.value), placed.value.replayed ? 200 : 201);
      },
    )
    .get(
      "/",
      operation({
        tag: "Orders",
        summary: "List orders, or find one by its merchant order number",
        description: howToPage,
        query: orderFilter,
        reads: true,
        answers: { 200: { description: "A page of orders.", body: pageOf(orderShape) } },
        refusals: [...listRefusals],
      }),
      (c) => {
        const { merchant_order_no, link_id, state, ...query } = c.req.valid("query");
        return answerList(c, deps, query, {
          prefix: "ord",
          find: (caller, page) =>
            deps.orders.list(caller, page, { merchant_order_no, link_id, state }),
          known: deps.orders.ownById,
          idOf: ({ order }) => order.orderId,
          show: (found) => present(deps, found),
        });
      },
    )
    .get(
      "/:order_id",
      operation({
        tag: "Orders",
        summary: "Get an order",
        reads: true,
        answers: { 200: order },
        refusals: ["order_not_found"],
      }),
      async (c) => {
        const orderId = parseId("ord", c.req.param("order_id"));
        if (!orderId) return orderNotFound(c);
        const caller = c.get("caller");
        const [merchant, found] = await deps.load(
          deps.merchants.calling(caller),
          deps.orders.ownById(caller, orderId),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });
        return found ? c.json(present(deps, found)) : orderNotFound(c);
      },
    )
    .post(
      "/:order_id/closure",
      operation({
        tag: "Orders",
        summary: "Close an open order",
        act: "create",
        description:
          "It can no longer be paid. A payment already on its way is named in `payment_in_flight`; if it succeeds, its money is sent back.",
        answers: { 200: { description: "The order.", body: closedOrderShape } },
        refusals: ["order_not_found", "order_not_open"],
      }),
      async (c) => {
        const orderId = parseId("ord", c.req.param("order_id"));
        if (!orderId) return orderNotFound(c);
        const closed = await closeOrder(deps, { caller: c.get("caller"), orderId });
        if (!closed.ok) return problem(c, closed.error);
        deps.nudge("deliver_webhooks");
        const { order: found, inFlight } = closed.value;
        return c.json({
          ...present(deps, closed.value),
          payment_in_flight: inFlight ? paymentResource(inFlight, found) : null,
        });
      },
    )
    .get(
      "/:order_id/payments",
      operation({
        tag: "Payments",
        summary: "List an order's payments: every attempt to pay it",
        description: howToPage,
        query: paymentFilter,
        reads: true,
        answers: { 200: { description: "A page of payments.", body: pageOf(paymentShape) } },
        refusals: [...listRefusals, "order_not_found"],
      }),
      async (c) => {
        const orderId = parseId("ord", c.req.param("order_id"));
        if (!orderId) return orderNotFound(c);
        const { state, ...query } = c.req.valid("query");
        return await answerList(c, deps, query, {
          prefix: "pay",
          within: {
            find: (caller) => deps.orders.ownById(caller, orderId),
            missing: { code: "order_not_found" },
          },
          find: (caller, page) => deps.payments.list(caller, page, { order_id: orderId, state }),
          known: deps.payments.ownById,
          idOf: ({ payment }) => payment.paymentId,
          show: ({ payment, order }) => paymentResource(payment, order),
        });
      },
    )
    .post(
      "/:order_id/payments",
      operation({
        tag: "Payments",
        summary: "Start a payment without our page: in your app, by your screen or your till",
        act: "create",
        description:
          "Asked for again while it is on its way, `app_control` and `screen_code` return the same payment. The result comes by webhook.",
        body: newPayment,
        answers: {
          201: { description: "The payment.", body: startedPaymentShape },
          200: { description: "The same payment again.", body: startedPaymentShape },
        },
        refusals: [
          "order_not_found",
          "order_not_open",
          "merchant_not_active",
          "payment_in_flight",
          "attempts_exhausted",
          "product_not_enabled",
          "channel_not_available",
          "channel_stopped",
          "daily_limit_exceeded",
          "order_paid_by_transfer",
        ],
      }),
      async (c) => {
        const orderId = parseId("ord", c.req.param("order_id"));
        if (!orderId) return orderNotFound(c);
        const { flow, consumer_code } = c.req.valid("json");
        const caller = c.get("caller");
        const consumerCode = consumer_code ?? undefined;
        const paid = await payByProgram(deps, { caller, orderId, flow, consumerCode });
        if (!paid.ok) return problem(c, paid.error);
        const { payment, order: of, replayed } = paid.value;
        return c.json(startedResource(payment, of), replayed ? 200 : 201);
      },
    )
    .post(
      "/:order_id/refunds",
      operation({
        tag: "Refunds",
        summary: "Refund a paid order, in full or in part",
        act: "refund",
        description:
          "The total never exceeds what was paid, even with concurrent requests. The result comes by webhook.",
        body: newRefund,
        answers: refundAnswers,
        refusals: [
          "order_not_found",
          "order_not_paid",
          "refund_exceeds_paid",
          "refund_window_over",
          "refund_no_reused",
        ],
      }),
      async (c) => {
        const orderId = parseId("ord", c.req.param("order_id"));
        if (!orderId) return orderNotFound(c);
        return await refund(c, deps, orderId, c.req.valid("json"));
      },
    );
}

function present(deps: Deps, { order, settled, late }: OrderWithPayment) {
  return orderResource(order, settled, deps.config.publicUrl, late);
}

function orderNotFound(c: Context): Response {
  return problem(c, { code: "order_not_found" });
}
