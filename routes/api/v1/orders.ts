import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import type { OrderWithPayment } from "../../../core/order/order_store.ts";
import { merchantNo, parseId } from "../../../core/id.ts";
import { cny } from "../../../core/money.ts";
import { closeOrder } from "../../../core/order/close_order.ts";
import { orderResource } from "../../../core/order/order_resource.ts";
import { placeOrder } from "../../../core/order/place_order.ts";
import { refundResource } from "../../../core/refund/refund_resource.ts";
import { requestRefund } from "../../../core/refund/request_refund.ts";
import { holdsCardNumber } from "../../../core/text/card_number.ts";
import { seconds } from "../../../core/time.ts";
import type { ApiEnv } from "../../app_env.ts";
import { amount, currency, fields, label, merchantNumber, reference, text } from "../fields.ts";
import { paths } from "../../../core/paths.ts";
import { problem } from "../problem.ts";
import { operation } from "../operation.ts";
import { listOf, orderShape, refundShape } from "../resources.ts";

const METADATA_ENTRIES_MAX = 20;
const EXPIRES_IN_SECONDS_MAX = 7 * 24 * 3_600;

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
    .meta({ description: "Seconds until the order expires; 1,800 by default." }),
  metadata: metadata.nullish(),
  settle_merchant_no: z.string().regex(/^[0-9A-Za-z]{15}$/, { error: "15 letters and digits" })
    .nullish(),
});

const newRefund = fields({
  merchant_refund_no: merchantNumber(64),
  amount,
  currency,
  reason: text(1, 200).nullish(),
});

const orderFilter = fields({
  merchant_order_no: reference().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  before: reference().optional(),
});

const order = { description: "The order.", body: orderShape };

export function orderRoutes(deps: Deps): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .post(
      "/",
      operation({
        tag: "Orders",
        summary: "Create an order",
        description:
          "Your own number makes retries safe: the same content returns the same order; different content is refused.",
        body: newOrder,
        answers: { 201: order, 200: { ...order, description: "The existing order." } },
        refusals: [
          "order_no_reused",
          "return_url_not_allowed",
          "amount_out_of_range",
          "settle_merchant_not_allowed",
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
        summary: "List orders, newest first, or find one by its merchant order number",
        query: orderFilter,
        reads: true,
        answers: { 200: { description: "A page of orders.", body: listOf(orderShape) } },
      }),
      async (c) => {
        const { merchant_order_no: no, limit, before } = c.req.valid("query");
        const caller = c.get("caller");
        const [merchant, one, page] = await deps.load(
          deps.merchants.calling(caller),
          deps.orders.byNo(caller, no ?? ""),
          deps.orders.list(caller, { limit: limit + 1, before }),
        );
        if (!merchant) return problem(c, { code: "key_unknown" });

        const found = no === undefined ? page : one ? [one] : [];
        const shown = found.slice(0, limit);
        const next = found.length > limit ? shown.at(-1)?.order.orderId : undefined;
        return c.json({ data: shown.map((each) => present(deps, each)), next: next ?? null });
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
        description: "It can no longer be paid. Money already on its way is refunded.",
        answers: { 200: order },
        refusals: ["order_not_found", "order_not_open"],
      }),
      async (c) => {
        const orderId = parseId("ord", c.req.param("order_id"));
        if (!orderId) return orderNotFound(c);
        const closed = await closeOrder(deps, { caller: c.get("caller"), orderId });
        if (!closed.ok) return problem(c, closed.error);
        deps.nudge("deliver_webhooks");
        return c.json(present(deps, closed.value));
      },
    )
    .post(
      "/:order_id/refunds",
      operation({
        tag: "Refunds",
        summary: "Refund a paid order, in full or in part",
        description:
          "The total never exceeds what was paid, even with concurrent requests. The result comes by webhook.",
        body: newRefund,
        answers: {
          201: { description: "The refund.", body: refundShape },
          200: { description: "The existing refund.", body: refundShape },
        },
        refusals: ["order_not_found", "order_not_paid", "refund_exceeds_paid", "refund_no_reused"],
      }),
      async (c) => {
        const orderId = parseId("ord", c.req.param("order_id"));
        if (!orderId) return orderNotFound(c);
        const body = c.req.valid("json");
        const requested = await requestRefund(deps, {
          caller: c.get("caller"),
          orderId,
          merchantRefundNo: body.merchant_refund_no,
          amount: cny(body.amount),
          reason: body.reason ?? undefined,
        });
        if (!requested.ok) return problem(c, requested.error);

        const { refund, replayed } = requested.value;
        c.header("Location", paths.refund(refund.refundId));
        return c.json(refundResource(refund), replayed ? 200 : 201);
      },
    );
}

function present(deps: Deps, { order, settled }: OrderWithPayment) {
  return orderResource(order, settled, deps.config.publicUrl);
}

function orderNotFound(c: Context): Response {
  return problem(c, { code: "order_not_found" });
}
