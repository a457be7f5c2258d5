import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { switchChannel } from "../../core/channel/switch_channel.ts";
import type { Deps } from "../../core/deps.ts";
import type { OrderId } from "../../core/id.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { startPayment } from "../../core/payment/start_payment.ts";
import {
  charge,
  chargeableContract,
  readDeduction,
  refill,
  succeeded,
} from "../support/deductions.ts";
import { get } from "../support/payer.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { unclearPayment } from "../support/unclear.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a stopped channel", () => {
  it("takes no payment, says so on the page, and takes them again once it is open", async () => {
    const orderId = await placed();
    await stop(app.deps);
    const page = await (await get(app, `/checkout/${orderId}`)).text();
    expect(page).toContain("暂停收款，");
    expect(page).not.toContain('name="method"');
    expect(await pay(orderId)).toMatchObject({ error: { code: "channel_stopped" } });
    const helper = await app.api(`/v1/test_helpers/orders/${orderId}/payment`, {
      body: { outcome: "succeeded" },
    });
    expect([helper.status, (await helper.json()).code]).toEqual([409, "channel_stopped"]);

    await switchChannel(app.deps, { ...sandbox, state: "open", reason: "" });
    expect(await (await get(app, `/checkout/${orderId}`)).text()).toContain('name="method"');
    expect(await pay(orderId)).toMatchObject({ ok: true });
  });

  it("takes no payment either that was decided a moment before", async () => {
    const orderId = await placed();
    const late: Deps = {
      ...app.deps,
      load: async (...queries) => {
        const found = await app.deps.load(...queries);
        await stop(app.deps);
        return found;
      },
    };
    expect(await pay(orderId, late)).toMatchObject({ error: { code: "channel_stopped" } });
    const [payments] = await app.deps.load(app.deps.payments.ofOrder(orderId));
    expect(payments).toEqual([]);
  });

  it("ends what it had been sent", async () => {
    const { orderId, channelOrderNo } = await unclearPayment(app);
    await stop(app.deps);
    expect(await (await get(app, `/checkout/${orderId}`)).text()).not.toContain("暂停收款");
    await recordOutcome(app.deps, { channelOrderNo, outcome: succeeded, amount: undefined });
    expect(await (await app.api(`/v1/orders/${orderId}`)).json()).toMatchObject({ state: "paid" });
  });

  it("is charged by no contract, and what was recorded before is sent once it is open", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId, "A-1"))).json();
    await stop(app.deps);
    await app.settle();
    expect(await readDeduction(app, deduction_id)).toMatchObject({ state: "processing" });
    expect(await sent(deduction_id)).toBe(0);
    const refused = await charge(app, refill(contractId, "A-2"));
    expect([refused.status, (await refused.json()).code]).toEqual([409, "channel_stopped"]);

    await switchChannel(app.deps, { ...sandbox, state: "open", reason: "" });
    await app.settle();
    expect(await sent(deduction_id)).toBe(1);
  });

  it("is stopped once, however often it is asked for", async () => {
    await Promise.all([stop(app.deps), stop(app.deps), stop(app.deps)]);
    const [types] = await app.deps.load({
      statement: { sql: "select type from events where subject_id = 'channel:sandbox'", args: [] },
      read: (rows) => rows.map((row) => row["type"]),
    });
    expect(types).toEqual(["channel.stopped"]);
  });
});

const sandbox = { channel: "sandbox", by: byOperator } as const;

function stop(deps: Deps) {
  return switchChannel(deps, { ...sandbox, state: "stopped", reason: "Maintenance at the bank" });
}

async function placed(): Promise<OrderId> {
  const body = { merchant_order_no: "T-1", amount: 8_800, subject: "茶" };
  return (await (await app.api("/v1/orders", { body })).json()).order_id;
}

function pay(orderId: OrderId, deps: Deps = app.deps) {
  return startPayment(deps, {
    orderId,
    method: "quickpass",
    client: "phone",
    device: "mine",
    lang: "zh",
  });
}

async function sent(subjectId: string): Promise<number> {
  const [count] = await app.deps.load({
    statement: {
      sql: "select count(*) as n from events where subject_id = ? and type = 'deduction.sent'",
      args: [subjectId],
    },
    read: (rows) => Number(rows[0]?.["n"]),
  });
  return count;
}
