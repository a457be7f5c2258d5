import { afterEach, beforeEach, expect, it } from "vitest";
import { actorText, byCaller } from "../../core/actor.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import { digestSecretKey } from "../../core/merchant/secret_key.ts";
import { hours } from "../../core/time.ts";
import { registerKey, signedRequest } from "../support/signer.ts";
import { approvedPlan, signedContract } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let secretKey: string;
beforeEach(async () => {
  app = await testApp();
  const digest = await digestSecretKey(app.merchant.secretKey);
  secretKey = actorText(byCaller({ type: "secret_key", digest }));
});
afterEach(() => app.close());

it("an order's life is the merchant's, the consumer's, the channel's and the clock's", async () => {
  const paid = await placed("T-1");
  await app.api(`/v1/test_helpers/orders/${paid}/payment`, { body: { outcome: "succeeded" } });
  const refund = { merchant_refund_no: "R-1", amount: 100 };
  await app.api(`/v1/orders/${paid}/refunds`, { body: refund });
  await app.settle();
  const left = await placed("T-2");
  app.clock.advance(hours(1));
  await app.settle();

  expect(await said("order.%", "payment.%", "refund.%")).toEqual([
    ["order.placed", secretKey],
    ["payment.sent", "consumer"],
    ["payment.launched", "channel:sandbox"],
    ["payment.succeeded", "channel:sandbox"],
    ["order.paid", "channel:sandbox"],
    ["refund.requested", secretKey],
    ["refund.sent", "clock"],
    ["refund.succeeded", "channel:sandbox"],
    ["order.placed", secretKey],
    ["order.expired", "clock"],
  ]);
  expect((await (await app.api(`/v1/orders/${left}`)).json()).state).toBe("expired");
});

it("a contract's life is the merchant's, an operator's, the consumer's and the channel's", async () => {
  const { contractId, consumerId } = await signedContract(app, await approvedPlan(app));
  await terminateContract(app.deps, { contractId, by: "consumer", consumerId });

  const consumer = `consumer:${consumerId}`;
  expect(await said("plan.%", "consumer.%", "signing.%", "contract.%")).toEqual([
    ["plan.submitted", secretKey],
    ["plan.approved", "operator"],
    ["signing.opened", secretKey],
    ["consumer.known", consumer],
    ["signing.confirmed", consumer],
    ["contract.signed", "channel:sandbox"],
    ["signing.signed", "channel:sandbox"],
    ["contract.termination_asked", consumer],
    ["contract.terminated", "channel:sandbox"],
  ]);
});

it("a signed request is its key's", async () => {
  const signer = await registerKey(app, "EdDSA");
  const body = JSON.stringify({ merchant_order_no: "T-1", amount: 8_800, subject: "茶" });
  const answer = await app.fetch(
    await signedRequest(app, signer, { method: "POST", path: "/v1/orders", body }),
  );
  expect(answer.status).toBe(201);
  expect(await said("order.%")).toEqual([["order.placed", `key:${signer.kid}`]]);
});

async function placed(merchant_order_no: string): Promise<string> {
  const body = { merchant_order_no, amount: 8_800, subject: "龙井一壶" };
  return (await (await app.api("/v1/orders", { body })).json()).order_id;
}

/** What happened, and by whom it is said to be, oldest first. */
async function said(...types: readonly string[]): Promise<readonly (readonly string[])[]> {
  const [events] = await app.deps.load({
    statement: {
      sql: `select type, by from events where ${types.map(() => "type like ?").join(" or ")}
        order by seq`,
      args: types,
    },
    read: (rows) => rows.map((row) => [String(row["type"]), String(row["by"])]),
  });
  return events;
}
