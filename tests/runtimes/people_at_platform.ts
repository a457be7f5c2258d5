import type { Gateway } from "../../unionpay_gateway/gateway.ts";
import type { Rule } from "../../unionpay_gateway/behaviour.ts";
import { hiddenFields } from "../support/gateway_app.ts";
import type { Place } from "./places.ts";
import { createBrowser } from "./plain_browser.ts";
import type { AtChannel, Trouble } from "./teller.ts";

/** As the stories name people, and as the simulated app does. */
const payers: Readonly<Record<string, string>> = {
  person_a: "payer_a",
  person_b: "payer_b",
  person_c: "payer_c",
};

const troubles: Readonly<Record<Trouble, readonly Rule[]>> = {
  declines: [{ on: "01/10", act: "decline", code: "64", times: 1 }],
  answers_late: [
    { on: "notice/01/10", act: "late", seconds: 600, times: 1 },
    { on: "00/00", act: "down" },
  ],
  refuses_to_end: [{ on: "contract.relieve", act: "answer", code: "99", times: 1 }],
  ends_late: [{ on: "contract.relieve", act: "silent", times: 1 }],
};

interface OwnApp {
  readonly appId: string;
  readonly secret: string;
  /** Whose app it is. */
  readonly no: string;
}

/** What people do about contracts in the simulated app, and what the platform does to them. */
export function peopleAtPlatform(
  { url, operate }: Place,
  gateway: Gateway,
  { appId, secret, no }: OwnApp,
): Omit<AtChannel, "pay"> {
  const templates: string[] = [];
  return {
    factors: ["app_session", "channel_sign_page"],
    offer: async (planId) => {
      const template = `${templates.length + 1}`.padStart(32, "0");
      templates.push(template);
      const plans = templates.map((each) => ({
        plan_id: each,
        title: "会员续杯",
        notice_url: `${url}/notify/unionpay/${no}/contracts`,
        per_transaction_limit: 20_000,
      }));
      await gateway.control({ app: { app_id: appId, secret, plans } });
      await operate("set_open_template", planId, "--app", appId, "--template", template);
    },
    misbehave: async (trouble) => void await gateway.control({ rules: [...troubles[trouble]] }),
    advance: async (advance_seconds) => void await gateway.control({ clock: { advance_seconds } }),
    confirm: async (teller, signingId, { outcome, person = "person_a" }) => {
      const path = `/sign/${signingId}`;
      const browser = createBrowser(url);
      const leaving = await browser.get(`${path}/app`);
      // What can no longer be signed leads nowhere.
      const isGoing = leaving.location.startsWith(gateway.url);
      if (isGoing) await browser.get(await agreeThere(leaving.location, payers[person] ?? ""));
      const { html } = await browser.get(path);
      const act = outcome === "declined" ? "refusal" : "confirmation";
      const { status } = await browser.post(`${path}/${act}`, hiddenFields(html));
      const { json } = await teller.ask("GET", `/v1/signings/${signingId}`);
      return { status, json };
    },
    leave: async (_, contractId) => {
      const { contracts } = await gateway.control({});
      const code = contractId.replace("_", "");
      const found = contracts.find(({ contractCode }) => contractCode === code);
      if (!found) throw new Error(`The platform does not know ${contractId}`);
      const { contractId: contract_id, payer } = found;
      await gateway.control({ end_contract: { payer: payer as "payer_a", contract_id } });
    },
  };
}

/** Presses "sign" on the platform's page as this payer; the path that it leads back to. */
async function agreeThere(page: string, payer: string): Promise<string> {
  const headers = { Cookie: `payer=${payer}` };
  const shown = await (await fetch(page, { headers })).text();
  const answer = await fetch(page.split("?")[0] ?? "", {
    method: "POST",
    redirect: "manual",
    headers,
    body: new URLSearchParams({ ...hiddenFields(shown), act: "confirm" }),
  });
  await answer.body?.cancel();
  const { pathname, search } = new URL(answer.headers.get("location") ?? "");
  return pathname + search;
}
