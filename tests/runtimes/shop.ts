import { Webhook } from "standardwebhooks";
import { expect } from "vitest";
import { type Received, type Receiver, startReceiver } from "../support/receiver.ts";
import type { Place } from "./places.ts";
import { type Answer, type AtChannel, createTeller, type Teller, verifyPortal } from "./teller.ts";

/** A merchant with plans that an operator of its place approved, and an endpoint that gets every termination. */
export interface Shop {
  /** Requires nothing but a card. */
  readonly plan: string;
  /** Requires the code from the consumer's phone. */
  readonly codedPlan: string;
  /** The bank refuses to end its contracts once, then confirms. */
  readonly refusingPlan: string;
  /** The bank ends its contracts and says so later. */
  readonly latePlan: string;
  /** The webhook about the contract's end, with both signatures verified. */
  toldOfEnd(teller: Teller, contractId: string): Promise<Received>;
  stop(): Promise<void>;
}

/** The whole application form, in the smallest limits the stories need. */
export const planForm = {
  request: "new",
  kind: "usage",
  short_name: "山泉茶行",
  title: "会员续杯",
  package_text: "会员在店续杯、买茶点\n用完即付",
  per_transaction_limit: 10_000,
  per_day_limit: 30_000,
  requires_credit_card: false,
  verify_phone: false,
  verify_id_number: false,
  network_advance: { wanted: true, reason: "先喝后付" },
  no_fixed_merchant_reason: "各门店按同一套餐收费",
} as const;

/** Ten in the morning of tomorrow in Shanghai, so that no day ends in the middle of a story. */
const TEN_TOMORROW = `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T02:00:00Z`;

/** A merchant that trades elsewhere than through the sandbox. */
interface At {
  readonly key: string;
  readonly channel: AtChannel;
}

/** Applied for, approved and announced with the key of the merchant that has a clock of its own. */
export async function openShop(place: Place, at?: At): Promise<Shop> {
  const teller = createTeller(place, at?.key ?? place.keys.own, at?.channel);
  // A channel elsewhere compares its time with the portal's own.
  if (!at) await teller.ask("POST", "/v1/test_helpers/clock", { body: { now: TEN_TOMORROW } });
  const receiver = startReceiver();
  const approved = async (changes: object) => {
    const { json: { plan_id } } = await teller.ask("POST", "/v1/plans", {
      body: { ...planForm, ...changes },
    });
    await place.approve(plan_id);
    await teller.channel.offer(plan_id);
    return plan_id;
  };
  const plan = await approved({ unsign_notice_url: receiver.url });
  return {
    plan,
    codedPlan: await approved({ title: "线上下单", verify_phone: true }),
    refusingPlan: await approved({ title: "MAGIC-UNSIGN-REFUSED-1 续杯" }),
    latePlan: await approved({ title: "MAGIC-UNSIGN-LATE 续杯" }),
    toldOfEnd: await hearer(teller, receiver),
    stop: () => receiver.stop(),
  };
}

/** The URL in the application form became an endpoint; its secret is shown when it is rotated. */
async function hearer(teller: Teller, receiver: Receiver): Promise<Shop["toldOfEnd"]> {
  const { json: { data } } = await teller.ask("GET", "/v1/webhook_endpoints");
  const endpoint = data.find((each: { url: string }) => each.url === receiver.url);
  expect(endpoint.event_types).toEqual(["contract.terminated"]);
  const rotated = await teller.ask(
    "POST",
    `/v1/webhook_endpoints/${endpoint.endpoint_id}/secrets`,
    { body: { overlap_seconds: 0 } },
  );
  const { secret } = rotated.json;
  return async (asking, contractId) => {
    const isIt = ({ json }: Received) => json.data["contract_id"] === contractId;
    const notice = await receiver.waitFor(isIt);
    new Webhook(secret).verify(notice.body, Object.fromEntries(notice.headers));
    await verifyPortal(asking, notice.headers.get("countersign-signature") ?? "", notice.body);
    const told = receiver.received.filter(isIt).map(({ headers }) => headers.get("webhook-id"));
    expect(new Set(told).size).toBe(1);
    return notice;
  };
}

export function openSigning(
  teller: Teller,
  body: {
    readonly plan_id: string;
    readonly contract_code: string;
    readonly user_id?: string;
    readonly order?: object;
  },
): Promise<Answer> {
  return teller.ask("POST", "/v1/signings", { body });
}

/** What a person inside the app does with a signing. */
export function confirm(
  teller: Teller,
  signingId: string,
  body: { readonly outcome?: "declined"; readonly person?: string } = {},
): Promise<Pick<Answer, "status" | "json">> {
  return teller.channel.confirm(teller, signingId, body);
}

/** The id of a new contract of this person. */
export async function sign(
  teller: Teller,
  plan_id: string,
  { code, person }: { readonly code: string; readonly person: string },
): Promise<string> {
  const opened = await openSigning(teller, { plan_id, contract_code: code });
  const { signing_id } = opened.json;
  const { json } = await confirm(teller, signing_id, { person });
  expect(json).toMatchObject({ state: "signed", already_signed: false });
  return json.contract_id;
}

export async function advanceClock(teller: Teller, advance_seconds: number): Promise<void> {
  await teller.channel.advance(advance_seconds);
  const moved = await teller.ask("POST", "/v1/test_helpers/clock", { body: { advance_seconds } });
  expect(moved.status).toBe(200);
}
