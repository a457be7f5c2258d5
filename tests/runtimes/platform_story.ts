import { expect } from "vitest";
import type { Gateway } from "../../unionpay_gateway/gateway.ts";
import { confirmAt } from "../support/platform_app.ts";
import { createBrowser } from "./plain_browser.ts";
import { openSigning, planForm } from "./shop.ts";
import { type Teller, waitUntil } from "./teller.ts";

/** Somebody signs through the open platform, is charged at the gateway, and ends it in the app; another, the merchant ends. */
export async function contractsAreSignedAtThePlatform(
  teller: Teller,
  gateway: Gateway,
): Promise<void> {
  const { plan_id } = (await teller.ask("POST", "/v1/plans", { body: planForm })).json;
  await teller.place.operate("approve_plan", plan_id);
  await teller.channel.offer(plan_id);

  const first = await sign(teller, plan_id, "app-1");
  const charged = await teller.ask("POST", "/v1/deductions", {
    body: { contract_id: first, merchant_order_no: "app-d-1", amount: 500, subject: "续杯" },
  });
  expect(charged.status).toBe(202);
  const { deduction_id } = charged.json;
  await waitUntil(teller, `/v1/deductions/${deduction_id}`, ({ state }) => state === "succeeded");
  const { contracts } = await gateway.control({});
  await gateway.control({
    end_contract: { payer: "payer_a", contract_id: contracts[0]?.contractId ?? "" },
  });
  const ended = await teller.ask("GET", `/v1/contracts/${first}`);
  expect(ended.json).toMatchObject({ state: "terminated", terminated_by: "consumer" });

  const second = await sign(teller, plan_id, "app-2");
  const termination = await teller.ask("POST", `/v1/contracts/${second}/termination`, { body: {} });
  expect(termination.json).toMatchObject({ state: "terminated", terminated_by: "merchant" });
  const standing = (await gateway.control({})).contracts.map(({ endedAt }) =>
    endedAt !== undefined
  );
  expect(standing).toEqual([true, true]);
  teller.note("at the platform", standing);
}

async function sign(teller: Teller, planId: string, code: string): Promise<string> {
  const opened = await openSigning(teller, { plan_id: planId, contract_code: code });
  const path = `/sign/${opened.json.signing_id}`;
  const browser = createBrowser(teller.place.url);
  const leaving = await browser.get(`${path}/app`);
  const entered = await browser.get(await confirmAt(leaving.location));
  expect([leaving.status, entered.status, entered.location]).toEqual([303, 303, path]);
  const { html } = await browser.get(path);
  const inputs = html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  const fields = Object.fromEntries([...inputs].map(([, name = "", value = ""]) => [name, value]));
  await browser.post(`${path}/confirmation`, fields);
  const signed = await teller.ask("GET", `/v1/signings/${opened.json.signing_id}`);
  expect(signed.json.state).toBe("signed");
  return signed.json.contract_id;
}
