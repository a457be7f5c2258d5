import { afterEach, beforeEach, expect, it } from "vitest";
import { Conflict } from "../../core/conflict.ts";
import { parseId } from "../../core/id.ts";
import { sendRefunds } from "../../core/refund/send_refunds.ts";
import { agreedOnFees, sold } from "../support/statements.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const REFUNDS = 20;
/** So that no part of the fee is a whole number of fen. */
const EACH = 1_003;

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

it("refunds of one payment that succeed at once do not get in each other's way", async () => {
  await agreedOnFees(app);
  const orderId = await sold(app, { no: "T-1", amount: REFUNDS * EACH });
  for (let n = 0; n < REFUNDS; n++) {
    const body = { merchant_refund_no: `R-${n}`, amount: EACH };
    expect((await app.api(`/v1/orders/${orderId}/refunds`, { body })).status).toBe(201);
  }

  const conflicts: Conflict[] = [];
  await sendRefunds({
    ...app.deps,
    commit: async (events) => {
      try {
        return await app.deps.commit(events);
      } catch (error) {
        if (error instanceof Conflict) conflicts.push(error);
        throw error;
      }
    },
  });
  expect(conflicts).toEqual([]);

  const order = await (await app.api(`/v1/orders/${orderId}`)).json();
  expect(order.refunded_amount).toBe(REFUNDS * EACH);
  const paymentId = parseId("pay", order.payment.payment_id)!;
  const { books } = app.deps;
  const [fee, returned] = await app.deps.load(
    books.feeOf(paymentId),
    books.returnedFeeOf(paymentId),
  );
  expect(fee?.total.fen).toBeGreaterThan(0);
  expect(returned).toEqual(fee);
});
