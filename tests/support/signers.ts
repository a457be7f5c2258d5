import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { type PersonNo, personOf } from "../../sandbox/bank/persons.ts";
import type { BoundCard } from "../../core/channel/card.ts";
import { enterByApp, type EnteredByApp } from "../../core/consumer/enter_by_app.ts";
import type { Contract } from "../../core/contract/contract.ts";
import type { Id, IdPrefix } from "../../core/id.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { type ConfirmSigning, confirmSigning } from "../../core/signing/confirm_signing.ts";
import { cardLabels, type DisclosureLang } from "../../core/signing/disclosure.ts";
import { digestOfTerms, payeesOf, termsOf } from "../../core/signing/terms.ts";
import { sendSigningCode } from "../../core/signing/send_signing_code.ts";
import { must } from "./fixtures.ts";
import type { TestApp } from "./test_app.ts";

/** Requires nothing but a card. */
export const planForm = {
  request: "new",
  kind: "usage",
  short_name: "清风茶馆",
  title: "会员续杯",
  package_text: "会员在店续杯，用完即付",
  per_transaction_limit: 10_000,
  per_day_limit: 123_450,
  requires_credit_card: false,
  verify_phone: false,
  verify_id_number: false,
  no_fixed_merchant_reason: "各门店按同一套餐收费",
};

type PlanChanges = Partial<typeof planForm> & {
  readonly contract_days?: number;
  readonly unsign_notice_url?: string;
  readonly arrears?: { readonly retry_after_days: readonly number[] };
};

/** The plan id of a plan an operator approved. */
export async function approvedPlan(
  app: TestApp,
  changes: PlanChanges = {},
  key?: string,
): Promise<string> {
  const answer = await app.api("/v1/plans", {
    body: { ...planForm, ...changes },
    ...(key === undefined ? {} : { key }),
  });
  const { plan_id } = await answer.json();
  must(await decidePlan(app.deps, { planId: plan_id, verdict: { type: "approved" } }));
  return plan_id;
}

export interface SigningJson {
  readonly signing_id: Id<"sgn">;
  readonly state: string;
  readonly contract_id: Id<"ctr"> | null;
  readonly already_signed: boolean;
  readonly order_id: string | null;
  readonly checkout_url: string | null;
}

/** Opens a signing that must be new. */
export async function openedSigning(
  app: TestApp,
  body: Readonly<Record<string, unknown>>,
  key?: string,
): Promise<SigningJson> {
  const answer = await app.api("/v1/signings", { body, ...(key === undefined ? {} : { key }) });
  if (answer.status !== 201) throw new Error(`Not opened: ${await answer.text()}`);
  return await answer.json();
}

export async function readSigning(app: TestApp, signingId: string): Promise<SigningJson> {
  return await (await app.api(`/v1/signings/${signingId}`)).json();
}

/** A person comes in from the app. */
export async function entered(app: TestApp, personNo: PersonNo): Promise<EnteredByApp> {
  const code = await makeAppCode(app.deps, personNo);
  return must(
    await enterByApp(app.deps, {
      code,
      parameter: "app_code",
      browser: { client: "?" },
    }),
  );
}

/** What the consumer agrees with; the first card unless another is given. */
export async function agree(
  app: TestApp,
  signingId: Id<"sgn">,
  { consumer, identity, cards }: EnteredByApp,
  changes: Partial<ConfirmSigning> = {},
): ReturnType<typeof confirmSigning> {
  const { card = cards[0], lang = "zh" } = changes;
  const seen = cards.find((each) => each.token === card?.token);
  return await confirmSigning(app.deps, {
    signingId,
    consumerId: consumer.consumerId,
    identity,
    card,
    smsCode: undefined,
    idNumber: undefined,
    client: "unionpay_app",
    lang,
    shown: await shownWith(app, signingId, { card: seen, lang }),
    ip: "203.0.113.77",
    userAgent: "Phone UnionPay/1.0",
    ...changes,
  });
}

/** The digest that the page of this signing carries. */
async function shownWith(
  app: TestApp,
  signingId: Id<"sgn">,
  { card, lang }: { readonly card: BoundCard | undefined; readonly lang: DisclosureLang },
): Promise<string | undefined> {
  const [plan, [payee, ...above], sharing] = await app.deps.load(
    app.deps.signings.planOf(signingId),
    app.deps.signings.merchantChain(signingId),
    app.deps.signings.sharing(signingId, app.deps.now()),
  );
  if (!plan || !payee) return undefined;
  const payees = payeesOf([payee, ...above], sharing, plan);
  return await digestOfTerms(lang, termsOf(plan, payees, cardLabels(card))[lang]);
}

/** The contract that comes of it when the first of the sandbox's people signs. */
export async function signedContract(
  app: TestApp,
  planId: string,
  contractCode = "c-1",
): Promise<Contract> {
  const body = { plan_id: planId, contract_code: contractCode };
  const { signing_id } = await openedSigning(app, body);
  const { contract } = must(await agree(app, signing_id, await entered(app, "person_a")));
  if (!contract) throw new Error("Not signed");
  return contract;
}

/** How many events of this type the merchant got. */
export async function countEvents(app: TestApp, type: string): Promise<number> {
  return (await (await app.api(`/v1/events?type=${type}`)).json()).data.length;
}

/** The same portal, counting how often the bank is asked to sign. */
export function countingSigns(app: TestApp): { readonly app: TestApp; signs(): number } {
  let signs = 0;
  const http: TestApp["deps"]["http"] = (request) => {
    if (request.url.endsWith("/sign")) signs++;
    return app.deps.http(request);
  };
  return { app: { ...app, deps: { ...app.deps, http } }, signs: () => signs };
}

/** Asks for a code and reads it on the person's phone. */
export async function codeFor(
  app: TestApp,
  signingId: Id<"sgn">,
  { consumer: { consumerId }, identity }: EnteredByApp,
): Promise<string> {
  must(await sendSigningCode(app.deps, { signingId, consumerId, lang: "zh" }));
  const code = await lastCodeFor(app.deps, personOf(identity.subject)?.phone ?? "");
  if (code === undefined) throw new Error("No message came");
  return code;
}

export function wrongCode(code: string): string {
  return code === "000000" ? "000001" : "000000";
}

export function idOf<P extends IdPrefix>(text: string): Id<P> {
  return text as Id<P>;
}
