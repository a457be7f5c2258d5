import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { raiseAlarms } from "../../core/alarm/raise_alarms.ts";
import { connectMerchant } from "../../core/connection/connect_merchant.ts";
import { paths } from "../../core/paths.ts";
import { days } from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { must } from "../support/fixtures.ts";
import { APP_ID, type PlatformApp, platformApp } from "../support/platform_app.ts";
import { orderOf, placeOrder } from "../support/payer.ts";
import { joined, type Person } from "../support/staff.ts";
import { MER_ID } from "../support/unionpay_app.ts";

let pki: Pki;
let at: PlatformApp;
let operator: Person;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await platformApp(pki);
  await onTrial();
  onOneClock();
  operator = await joined(at.app, "admin");
  await operator.confirm();
});
afterEach(() => at.close());

const merchantNo = () => at.app.merchant.merchant.merchantNo;
const here = () => paths.opsGoingLive(merchantNo());

async function onTrial(): Promise<void> {
  const to = {
    credential: "test_keys",
    merId: MER_ID,
    access: { type: "merchant" },
    openApp: APP_ID,
  } as const;
  must(
    await connectMerchant(at.app.deps, {
      merchantNo: merchantNo(),
      to,
      by: byOperator,
      onTrial: true,
    }),
  );
}

/** The simulated gateway's server puts the time of this machine on its answers; its clock is the portal's. */
function onOneClock(): void {
  const { deps, clock } = at.app;
  const real = deps.http;
  Object.assign(deps, {
    http: async (request: Parameters<typeof real>[0]) => {
      const answer = await real(request);
      const date = new Date(clock.now() + apart).toUTCString();
      return { ...answer, headers: { ...answer.headers, date } };
    },
  });
}
let apart = 0;

async function act(name: string): Promise<{ readonly status: number; readonly html: string }> {
  const answer = await operator.ask(here(), { act: name });
  return { status: answer.status, html: await answer.text() };
}

describe("a number that is connected on trial", () => {
  it("pays nobody but its trial, and is switched on when everything was tried", async () => {
    const page = await (await operator.ask(here())).text();
    expect(page).toContain("On trial");
    expect(page).toContain(MER_ID);
    const ordinary = await placeOrder(at.app, 1);
    const refused = await at.app.api(`/v1/orders/${ordinary.orderId}/payments`, {
      body: { flow: "screen_code" },
    });
    expect(refused.status).toBe(409);
    expect((await act("switch")).status).toBe(422);

    expect((await act("trial")).status).toBe(303);
    const [trial] = await at.app.deps.load(at.app.deps.connections.trial(merchantNo()));
    const orderId = trial ?? "ord_";
    const started = await at.app.api(`/v1/orders/${orderId}/payments`, {
      body: { flow: "screen_code" },
    });
    const { code } = await started.json();
    await at.gateway.control({ pay: { qr_code: code } });
    await at.settle();
    expect((await act("switch")).status).toBe(422);
    expect((await act("refund")).status).toBe(303);
    await at.settle();
    expect((await orderOf(at.app, { orderId, amount: 1 })).refunded_amount).toBe(1);

    const checked = await act("check");
    expect(checked.html.match(/ Passed<\/b>/g)).toHaveLength(11);
    // The transactions of the trial are on the sheet.
    const { transactions } = await at.gateway.control({});
    expect(checked.html).toContain(transactions[0]?.asked["orderId"]);
    expect((await act("switch")).status).toBe(303);
    expect(await (await operator.ask(here())).text()).toContain("Switched on");
    const order = await placeOrder(at.app, 500);
    expect(
      (await at.app.api(`/v1/orders/${order.orderId}/payments`, {
        body: { flow: "screen_code" },
      })).status,
    ).toBe(201);
  });

  it("is told what is not right, in the gateway's own words", async () => {
    await at.gateway.control({ merchant: { mer_id: MER_ID, access: ["1"] } });
    const refused = await act("check");
    expect(refused.html).toContain("Not passed");
    expect(refused.html).toContain("32 ");
    apart = 61_000;
    expect((await act("check")).html).toContain("61 s");
    apart = 0;
    await at.gateway.control({ rules: [{ on: "*", act: "down" }] });
    expect((await act("check")).html.match(/ Not passed<\/b>/g)).toHaveLength(1);
  });

  it("is for those who may change merchants", async () => {
    const reader = await joined(at.app, "reviewer");
    expect((await reader.ask(here())).status).toBe(200);
    expect((await reader.ask(here(), { act: "switch" })).status).toBe(403);
    expect((await operator.ask(paths.opsGoingLive("990100000000099"))).status).toBe(404);
  });
});

describe("a certificate at the gateway", () => {
  it("is an alarm before it ends", async () => {
    const { deps } = at.app;
    const [credential] = await deps.load(deps.connections.credential("test_keys"));
    if (credential?.endsAt === undefined) throw new Error("no end is kept");
    const left = credential.endsAt - at.app.clock.now();
    at.app.clock.advance(days(Math.floor(left / days(1)) - 6));
    await raiseAlarms(deps);
    const [found] = await deps.load(deps.alarms.open());
    expect(JSON.stringify(found)).toContain("UnionPay test_keys:7d");
  });
});
