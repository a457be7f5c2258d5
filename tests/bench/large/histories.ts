import { ulid } from "ulid";
import type { StaffId } from "../../../core/id.ts";
import { inviteStaff } from "../../../core/staff/invite_staff.ts";
import { scriptedBank } from "../../support/contracts.ts";
import { approvedPlan, openedSigning, planForm } from "../../support/signers.ts";
import { type TestApp, testApp } from "../../support/test_app.ts";
import { MOMENTS, pass, unclearPayment, unclearRefund } from "../../support/unclear.ts";
import { must } from "../../support/fixtures.ts";
import { type History, record } from "./record.ts";

/** Deductions of each contract. */
export const CHARGES = 10;
const WEEK_SECONDS = 7 * 24 * 3_600;

/** What happens in a history; answers with the ids of what it happened to. */
type Act = (app: TestApp) => Promise<readonly string[]>;

const acts = {
  merchant: async (app) => {
    const planId = await approvedPlan(app);
    return [app.merchant.merchantNo, planId];
  },
  paid: async (app) => [await order(app, "succeeded")],
  refunded: async (app) => {
    const orderId = await order(app, "succeeded");
    await ask(app, `/v1/orders/${orderId}/refunds`, { merchant_refund_no: ulid(), amount: 100 });
    await app.settle();
    return [orderId];
  },
  open: async (app) => [await order(app)],
  closed: async (app) => {
    const orderId = await order(app);
    await ask(app, `/v1/orders/${orderId}/closure`, {});
    return [orderId];
  },
  unansweredPayment: async (app) => {
    const { orderId } = await unclearPayment(app);
    await pass(app, MOMENTS);
    return [orderId];
  },
  unansweredRefund: async (app) => {
    const { orderId } = await unclearRefund(app);
    await pass(app, MOMENTS);
    return [orderId];
  },
  contract: async (app) => {
    const contractId = await contract(app);
    for (let n = 0; n < CHARGES; n++) {
      const body = { merchant_order_no: ulid(), amount: 1_000, subject: "续杯一次" };
      await ask(app, "/v1/deductions", { contract_id: contractId, ...body });
    }
    await app.settle();
    return await withConsumer(app, contractId);
  },
  ending: async (app) => {
    const contractId = await contract(app);
    const bank = await scriptedBank(app, { unsign: ["unclear"] });
    await bank.api(`/v1/contracts/${contractId}/termination`, { body: {} });
    return await withConsumer(app, contractId);
  },
  waitingPlan: async (app) => {
    const { plan_id } = await ask(app, "/v1/plans", { ...planForm, title: "月票" });
    return [String(plan_id)];
  },
  endpoint: async (app) => {
    const path = "/v1/webhook_endpoints";
    const { endpoint_id } = await ask(app, path, { url: "https://shop.example/hook" });
    const change = { method: "PATCH", body: { state: "disabled" } };
    await app.api(`${path}/${endpoint_id}`, change);
    return [String(endpoint_id)];
  },
  staff: async (app) => [await employed(app)],
} satisfies Record<string, Act>;

export type Histories = Readonly<Record<keyof typeof acts, History>>;

/** One of each kind, as the portal itself wrote it; each at a portal of its own, which checks its promises. */
export async function recordHistories(): Promise<Histories> {
  const recorded: [string, History][] = [];
  for (const [name, act] of Object.entries(acts)) {
    const app = await testApp();
    try {
      recorded.push([name, await record(app, await act(app))]);
    } finally {
      await app.settle();
      await app.close();
    }
  }
  return Object.fromEntries(recorded) as Histories;
}

async function employed({ deps, merchant }: TestApp): Promise<StaffId> {
  const place = merchant.merchant.merchantNo;
  const person = { name: "王五", mail: "person@example.com" };
  const given = { place, person, role: "viewer", here: undefined } as const;
  return must(await inviteStaff(deps, given)).staff.staffId;
}

async function order(app: TestApp, outcome?: "succeeded"): Promise<string> {
  const body = {
    merchant_order_no: ulid(),
    amount: 8_800,
    subject: "龙井一壶",
    expires_in: WEEK_SECONDS,
  };
  const { order_id } = await ask(app, "/v1/orders", body);
  if (outcome) await ask(app, `/v1/test_helpers/orders/${order_id}/payment`, { outcome });
  return String(order_id);
}

async function contract(app: TestApp): Promise<string> {
  const plan_id = await approvedPlan(app);
  const { signing_id } = await openedSigning(app, { plan_id, contract_code: ulid() });
  const { contract_id } = await ask(
    app,
    `/v1/test_helpers/signings/${signing_id}/confirmation`,
    {},
  );
  return String(contract_id);
}

async function withConsumer(app: TestApp, contractId: string): Promise<readonly string[]> {
  const [consumerId] = await app.deps.load({
    statement: {
      sql: "select consumer_id from contracts where contract_id = ?",
      args: [contractId],
    },
    read: ([row]) => String(row?.["consumer_id"]),
  });
  return [contractId, consumerId];
}

async function ask(
  app: TestApp,
  path: string,
  body: unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await app.api(path, { body });
  if (!answer.ok) throw new Error(`Cannot ${path}: ${await answer.text()}`);
  return await answer.json();
}
