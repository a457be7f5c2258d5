import { hours, minutes } from "../../core/time.ts";
import { after } from "../../core/time.ts";
import { MOMENTS, NEVER } from "../support/unclear.ts";
import { refundReachesNobody } from "./reaching_story.ts";
import type { Recorder } from "./recorder.ts";

const WEEK_SECONDS = 7 * 24 * 3_600;
/** The sandbox refuses a refund of exactly this amount. */
const REFUND_REFUSED = 800_001;

/** Orders, payments, refunds, links, screens. */
export async function orderStory({ app, ask }: Recorder): Promise<void> {
  const paid = await placed("TEA-1", {
    amount: 6_800,
    subject: "龙井两位 Longjing for two",
    return_url: "https://shop.example/thanks",
    metadata: { table: "7" },
  });
  await placed("TEA-1", {
    amount: 6_800,
    subject: "龙井两位 Longjing for two",
    return_url: "https://shop.example/thanks",
    metadata: { table: "7" },
  });
  await placed("TEA-1", { amount: 1 });
  await ask("/v1/orders", { body: { merchant_order_no: "TEA-2", amount: "68.00" } });
  await played(paid, "succeeded");
  await ask(`/v1/orders/${paid}`);
  await ask("/v1/orders?merchant_order_no=TEA-1");
  const { data: [payment] } = await ask(`/v1/orders/${paid}/payments`);
  await ask(`/v1/payments/${payment.payment_id}`);
  const refund = { merchant_refund_no: "TEA-1-R", amount: 1_800, reason: "少一位 One guest less" };
  const { refund_id } = await ask(`/v1/orders/${paid}/refunds`, { body: refund });
  await app.settle();
  await ask(`/v1/orders/${paid}/refunds`, { body: refund });
  await ask(`/v1/refunds/${refund_id}`);
  await ask("/v1/refunds?limit=1");
  await ask(`/v1/orders/${paid}/refunds`, {
    body: { merchant_refund_no: "TEA-1-R2", amount: 6_800 },
  });

  const closed = await placed("TEA-3");
  await ask(`/v1/orders/${closed}/closure`, { body: {} });
  await played(await placed("TEA-4", { expires_in: WEEK_SECONDS }), "failed");
  await played(await placed("TEA-5"), "late");

  const large = await placed("TEA-6", { amount: 1_000_000, expires_in: WEEK_SECONDS });
  await played(large, "succeeded");
  for (const amount of [REFUND_REFUSED]) {
    await ask(`/v1/orders/${large}/refunds`, {
      body: { merchant_refund_no: `TEA-6-${amount}`, amount },
    });
  }
  const other = await placed("TEA-7", { amount: 1_000_000, expires_in: WEEK_SECONDS });
  await played(other, "succeeded");
  await ask(`/v1/orders/${other}/refunds`, {
    body: { merchant_refund_no: "TEA-7-R", amount: NEVER },
  });
  await played(await placed("TEA-8", { expires_in: WEEK_SECONDS }), "unclear");
  await app.settle();
  const start = app.clock.now();
  for (const moment of MOMENTS) {
    app.clock.set(after(start, minutes(moment)));
    await app.settle();
  }
  app.clock.advance(hours(1));
  await app.settle();

  const emptied = await placed("TEA-10", { amount: 1_000_000, expires_in: WEEK_SECONDS });
  await played(emptied, "succeeded");
  await refundReachesNobody({ app, ask }, emptied);

  const { link_id } = await ask("/v1/links", { body: { subject: "茶位 Tea seat", amount: 2_800 } });
  await ask("/v1/links");
  await ask(`/v1/links/${link_id}`);
  await ask(`/v1/links/${link_id}`, { method: "PATCH", body: { state: "paused" } });
  const { screen_id } = await ask("/v1/screens", { body: { name: "前台 Front till" } });
  await ask("/v1/screens");
  await ask(`/v1/screens/${screen_id}`);
  await ask(`/v1/screens/${screen_id}`, { method: "DELETE" });

  await ask("/v1/orders", {
    body: {
      merchant_order_no: "TEA-T",
      amount: 123_456_700,
      subject: "十吨茶叶 Ten tonnes of tea",
      transfer: { buyer_name: "青竹贸易有限公司", payer_must_be_buyer: true },
    },
  });

  const shown = await placed("TEA-9");
  await ask(`/v1/orders/${shown}/payments`, { body: { flow: "screen_code" } });
  await ask(`/v1/orders/${shown}/payments`, { body: { flow: "screen_code" } });

  async function placed(no: string, more: object = {}): Promise<string> {
    const body = { merchant_order_no: no, amount: 6_800, subject: "茶 Tea", ...more };
    return (await ask("/v1/orders", { body })).order_id;
  }

  async function played(orderId: string, outcome: string): Promise<void> {
    await ask(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome } });
  }
}
