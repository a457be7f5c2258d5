import { expect } from "vitest";
import type { Gateway } from "../../unionpay_gateway/gateway.ts";
import { type Teller, waitUntil } from "./teller.ts";

const MINUTE = { clock: { advance_seconds: 60 } } as const;

/** A number is paid by a code, through notices that are forged, wrong and at last right, refunds, and is asked about. */
export async function aNumberTradesThroughTheGateway(
  teller: Teller,
  gateway: Gateway,
): Promise<void> {
  const { json: { order_id: id } } = await teller.ask("POST", "/v1/orders", {
    body: { merchant_order_no: "code-1", amount: 6_800, subject: "雨前龙井" },
  });
  const started = await teller.ask("POST", `/v1/orders/${id}/payments`, {
    body: { flow: "screen_code" },
  });
  // Its own digits differ everywhere.
  expect(started.json.state).toBe("processing");
  await gateway.control({
    rules: [
      { on: "notice", act: "wrong_signature", times: 1 },
      { on: "notice", act: "wrong_amount", times: 1 },
    ],
    pay: { qr_code: started.json.code, discount: 800 },
  });
  const before = await teller.ask("GET", `/v1/orders/${id}`);
  expect(before.json.state).toBe("open");
  for (let wait = 0; wait < 3; wait++) await gateway.control(MINUTE);
  const paid = await teller.ask("GET", `/v1/orders/${id}`);
  expect(paid.json.state).toBe("paid");
  const { notices } = await gateway.control({});
  const answers = notices.at(-1)?.answers;
  expect(answers).toEqual([401, 409, 200]);
  const { json: { data: [payment] } } = await teller.ask("GET", `/v1/orders/${id}/payments`);
  expect(payment).toMatchObject({ amount: 6_800, paid_by_payer: 6_000 });

  await teller.ask("POST", `/v1/orders/${id}/refunds`, {
    body: { merchant_refund_no: "back-1", amount: 300 },
  });
  await waitUntil(teller, `/v1/orders/${id}`, ({ refunded_amount }) => refunded_amount === 300);
  teller.note("answers to notices", answers);
}
