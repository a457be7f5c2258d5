import { afterEach, beforeEach, expect, it } from "vitest";
import { findNumber } from "../../core/desk/find_number.ts";
import { channelOrderNo } from "../../core/id.ts";
import { charge, chargeableContract, refill } from "../support/deductions.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { unclearPayment, unclearRefund } from "../support/unclear.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

it("finds an order by its merchant's number, at every merchant that has it", async () => {
  const other = await app.openMerchant("Other");
  const body = { merchant_order_no: "T-77", amount: 100, subject: "茶" };
  const ids = [];
  for (const key of [app.merchant.secretKey, other.secretKey]) {
    ids.push((await (await app.api("/v1/orders", { body, key })).json()).order_id);
  }
  const { kind, found } = await findNumber(app.deps, " T-77 ");
  expect(kind).toBe("other");
  expect(found.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(found.map(({ merchantNo }) => merchantNo).sort())
    .toEqual([app.merchant.merchantNo, other.merchantNo].sort());
});

it("finds a payment and a refund by what we number towards the channel, and by the channel's number", async () => {
  const { refundId, orderId } = await unclearRefund(app);
  const [[payment]] = await app.deps.load(app.deps.payments.ofOrder(orderId));
  if (payment?.state !== "succeeded") throw new Error("Expected a payment that succeeded");
  expect(await findNumber(app.deps, payment.channelOrderNo)).toMatchObject({
    kind: "channel_order_no",
    found: [{ kind: "payment", id: payment.paymentId }],
  });
  expect(await findNumber(app.deps, channelOrderNo(refundId))).toMatchObject({
    found: [{ kind: "refund", id: refundId }],
  });
  expect(await findNumber(app.deps, payment.channelTxnNo)).toMatchObject({
    found: [{ kind: "payment", id: payment.paymentId }],
  });
});

it("finds a deduction and a contract by their merchant's numbers", async () => {
  const { contractId } = await chargeableContract(app);
  const { deduction_id } = await (await charge(app, refill(contractId, "D-5"))).json();
  expect((await findNumber(app.deps, "D-5")).found)
    .toMatchObject([{ kind: "deduction", id: deduction_id }]);
  const { contract_code } = await (await app.api(`/v1/contracts/${contractId}`)).json();
  expect((await findNumber(app.deps, contract_code)).found)
    .toMatchObject([{ kind: "contract", id: contractId }]);
});

it("knows our own ids, and a merchant number", async () => {
  const { paymentId } = await unclearPayment(app);
  expect(await findNumber(app.deps, paymentId)).toMatchObject({
    kind: "our_id",
    subjectId: paymentId,
  });
  expect(await findNumber(app.deps, app.merchant.merchantNo)).toMatchObject({
    kind: "merchant_no",
    found: [{ kind: "merchant", id: app.merchant.merchantNo }],
  });
});

it("finds nothing under a number that nobody has, and nothing under none", async () => {
  for (
    const text of ["nobody's", "", "   ", "%", "' or 1=1 --", "ord_01KAG8M0000000000000000009"]
  ) {
    expect(await findNumber(app.deps, text)).toMatchObject({ found: [], subjectId: undefined });
  }
});
