import { expect } from "vitest";
import { verifyEvidence } from "../../core/contract/verify_evidence.ts";
import { listen } from "../support/listen.ts";
import { createBrowser, hiddenIn, withoutChance } from "./plain_browser.ts";
import { advanceClock, confirm, openSigning, planForm, type Shop, sign } from "./shop.ts";
import { publicKeys, type Teller, waitUntil } from "./teller.ts";

export async function aPlanIsAppliedForAndChanged(teller: Teller): Promise<void> {
  const none = await teller.ask("POST", "/v1/plans", { body: {} });
  const wrong = await teller.ask("POST", "/v1/plans", {
    body: { ...planForm, per_day_limit: 0, network_advance: { wanted: false, reason: "x" } },
  });
  const fields = ({ json }: typeof wrong) => json.errors.map((each: { path: string }) => each.path);
  expect([none.status, wrong.status]).toEqual([422, 422]);
  expect(fields(none)).toEqual(expect.arrayContaining(["request", "title", "per_day_limit"]));
  expect(fields(wrong).sort()).toEqual(["network_advance.reason", "per_day_limit"]);

  const applied = await teller.ask("POST", "/v1/plans", { body: planForm });
  const again = await teller.ask("POST", "/v1/plans", { body: planForm });
  const { plan_id } = applied.json;
  const early = await openSigning(teller, { plan_id, contract_code: "plan-0" });
  expect([applied.status, again.status, early.status]).toEqual([201, 200, 409]);
  expect([again.json.plan_id, early.json.code]).toEqual([plan_id, "plan_not_approved"]);
  teller.note("approved", await teller.place.operate("approve_plan", plan_id));
  await teller.channel.offer(plan_id);
  const first = await sign(teller, plan_id, { code: "plan-1", person: "person_a" });

  const change = { ...planForm, request: "change", plan_id, per_transaction_limit: 20_000 };
  const changed = await teller.ask("POST", "/v1/plans", { body: change });
  expect(changed.json).toMatchObject({ version: 2, state: "submitted", approved_version: 1 });
  teller.note("approved", await teller.place.operate("approve_plan", plan_id));
  const second = await sign(teller, plan_id, { code: "plan-2", person: "person_b" });

  const now = await teller.ask("GET", `/v1/plans/${plan_id}`);
  const before = await teller.ask("GET", `/v1/plans/${plan_id}?version=1`);
  expect(now.json).toMatchObject({ version: 2, state: "approved", approved_version: 2 });
  expect(before.json).toMatchObject({ version: 1, state: "retired" });
  const kept = await teller.ask("GET", `/v1/contracts/${first}`);
  const fresh = await teller.ask("GET", `/v1/contracts/${second}`);
  expect(kept.json).toMatchObject({ plan_version: 1, per_transaction_limit: 10_000 });
  expect(fresh.json).toMatchObject({ plan_version: 2, per_transaction_limit: 20_000 });
  const events = await teller.ask("GET", "/v1/events?type=plan.approved&limit=2");
  expect(events.json.data.map((each: Told) => each.data["version"])).toEqual([2, 1]);
}

interface Told {
  readonly data: Readonly<Record<string, unknown>>;
}

export async function aSigningEnds(teller: Teller, { plan, codedPlan }: Shop): Promise<void> {
  const asked = { plan_id: codedPlan, contract_code: "ends-1", user_id: "u-1" };
  const opened = await openSigning(teller, asked);
  const same = await openSigning(teller, asked);
  const other = await openSigning(teller, { ...asked, user_id: "u-2" });
  expect([opened.status, same.status, other.status]).toEqual([201, 200, 409]);
  const signed = await confirm(teller, opened.json.signing_id);
  expect(signed.json).toMatchObject({ state: "signed", already_signed: false });
  const { contract_id } = signed.json;
  const read = await teller.ask("GET", `/v1/contracts/${contract_id}`);
  const found = await teller.ask("GET", "/v1/contracts?contract_code=ends-1");
  expect(read.json).toMatchObject({ contract_code: "ends-1", user_id: "u-1", state: "active" });
  expect(found.json.data).toEqual([read.json]);
  const foreign = { key: teller.place.keys.usual };
  const hidden = await teller.ask("GET", `/v1/contracts/${contract_id}`, foreign);
  expect([hidden.status, hidden.json.code]).toEqual([404, "contract_not_found"]);

  const twice = await openSigning(teller, { plan_id: codedPlan, contract_code: "ends-2" });
  const kept = await confirm(teller, twice.json.signing_id);
  expect(kept.json).toMatchObject({ state: "signed", already_signed: true, contract_id });

  const unwanted = await openSigning(teller, { plan_id: plan, contract_code: "ends-3" });
  const declined = await confirm(teller, unwanted.json.signing_id, { outcome: "declined" });
  await confirm(teller, unwanted.json.signing_id);
  const late = await teller.ask("GET", `/v1/signings/${unwanted.json.signing_id}`);
  expect([declined.json.state, late.json.state]).toEqual(["declined", "declined"]);

  const forgotten = await openSigning(teller, { plan_id: plan, contract_code: "ends-4" });
  const path = `/v1/signings/${forgotten.json.signing_id}`;
  await advanceClock(teller, 900);
  const before = await teller.ask("GET", path);
  await advanceClock(teller, 900);
  const after = await teller.ask("GET", path);
  expect([before.json.state, after.json.state]).toEqual(["open", "expired"]);
  const events = await teller.ask("GET", "/v1/events?type=signing.expired&limit=1");
  expect(events.json.data[0].data.signing_id).toBe(forgotten.json.signing_id);
}

export async function evidenceVerifiesOffline(teller: Teller, { codedPlan }: Shop): Promise<void> {
  const contractId = await sign(teller, codedPlan, { code: "proof-1", person: "person_b" });
  const path = `/v1/contracts/${contractId}/evidence`;
  const jwks = await publicKeys(teller);
  await teller.ask("POST", `/v1/contracts/${contractId}/termination`);
  const given = await teller.ask("GET", path);
  const alone = await teller.ask("GET", path, { headers: { Accept: "application/jose" } });
  expect(alone.text).toBe(given.json.evidence);
  for (const { text } of [given, alone]) {
    const verified = await verifyEvidence(text, jwks);
    if (!verified.ok) throw new Error(verified.error.detail);
    expect(verified.value.payload).toMatchObject({
      contract_id: contractId,
      factors: teller.channel.factors,
    });
    teller.note("what the evidence says", verified.value.payload);
    teller.note("the steps since", verified.value.steps ?? null);
  }
  const [first, ...rest] = given.json.lifecycle;
  const cut = { ...given.json, lifecycle: rest };
  const edited = {
    ...given.json,
    lifecycle: [{ ...first, at: "2026-01-01T00:00:00.000Z" }, ...rest],
  };
  for (const changed of [cut, edited]) {
    expect((await verifyEvidence(JSON.stringify(changed), jwks)).ok).toBe(false);
  }
}

const SHOWN = "person_d";
const PHONE_SHOWN = "19900000004";

export async function aConsumerSignsWithoutScript(teller: Teller, shop: Shop): Promise<void> {
  const { json } = await openSigning(teller, { plan_id: shop.codedPlan, contract_code: "pages-1" });
  const path = new URL(json.sign_url).pathname;
  const browser = createBrowser(teller.place.url);
  const see = async (what: string, at = path) => {
    const page = await browser.get(at);
    teller.note(what, [page.status, withoutChance(page.html)]);
    return page.html;
  };

  const outside = await see("outside the app");
  expect(outside).toContain("You can&#39;t sign here.");
  await browser.post("/sandbox/person", { person: SHOWN });
  await enter(browser, await browser.post("/sandbox/wallet", { code: json.sign_url }));
  const form = await see("inside the app");
  const asked = await browser.post(`${path}/code`, hiddenIn(form, `${path}/code`));
  expect(asked.status).toBe(303);
  const codeForm = await see("asked for the code");
  const code = await codeOf(teller, PHONE_SHOWN);
  const fields = hiddenIn(codeForm, `${path}/confirmation`);
  const wrong = await browser.post(`${path}/confirmation`, {
    ...fields,
    sms_code: code === "000000" ? "000001" : "000000",
  });
  expect(wrong.status).toBe(422);
  teller.note("the wrong code", withoutChance(wrong.html));
  const right = await browser.post(`${path}/confirmation`, { ...fields, sms_code: code });
  expect([right.status, right.location]).toEqual([303, path]);
  expect(await see("signed")).toContain("Signed. Nothing was charged.");

  const signed = await teller.ask("GET", `/v1/signings/${json.signing_id}`);
  expect(signed.json.state).toBe("signed");
  const { contract_id } = signed.json;
  const evidence = await fetch(`${teller.place.url}/v1/contracts/${contract_id}/evidence`, {
    headers: { Authorization: `Bearer ${teller.key}` },
  });
  const verified = await verifyEvidence(await evidence.text(), await publicKeys(teller));
  teller.note("where it was signed", verified.ok && verified.value.payload["where"]);

  await enter(browser, await browser.post("/sandbox/my_contracts", {}));
  await see("my contracts", "/wallet");
  const contract = `/wallet/contracts/${contract_id}`;
  await see("the contract", contract);
  await see("before its end", `${contract}/termination`);
  const ended = await browser.post(`${contract}/termination`, {});
  expect([ended.status, ended.location]).toEqual([303, contract]);
  await see("the contract after its end", contract);
  const notice = await shop.toldOfEnd(teller, contract_id);
  expect(notice.json.data).toMatchObject({ terminated_by: "consumer", sequence: 2 });
}

export async function whoeverWatchesIsTold(teller: Teller, { plan }: Shop): Promise<void> {
  const { json } = await openSigning(teller, { plan_id: plan, contract_code: "watch-1" });
  const path = new URL(json.sign_url).pathname;
  const watcher = createBrowser(teller.place.url);
  const { html } = await watcher.get(path);
  const status = /hx-get="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "no status";
  expect((await watcher.get(status)).status).toBe(204);

  const stream = await listen(teller.place.url + status.replace("/status", "/stream"));
  await confirm(teller, json.signing_id, { outcome: "declined" });
  let heard = await stream.next();
  // On a busy machine the stream may have to say first that it is still there.
  while (heard?.event === "here") heard = await stream.next();
  expect(heard).toMatchObject({ event: "changed" });
  expect(await stream.next()).toBeUndefined();
  // A channel may first say that somebody is looking at it.
  const signing = `/v1/signings/${json.signing_id}`;
  await waitUntil(teller, signing, ({ state }) => state === "declined");
  const changed = await watcher.get(status);
  expect(changed.status).toBe(200);
  teller.note("the panel that changed", withoutChance(changed.html));
}

export async function aConsumerSignsAndPays(teller: Teller, { plan }: Shop): Promise<void> {
  const order = { merchant_order_no: "both-1", amount: 8_800, subject: "龙井一壶" };
  const opened = await openSigning(teller, { plan_id: plan, contract_code: "both-1", order });
  const { signing_id, order_id } = opened.json;
  const signed = await confirm(teller, signing_id, { person: "person_b" });
  expect(signed.json).toMatchObject({ state: "signed", already_signed: false, order_id });
  expect(new URL(signed.json.checkout_url).pathname).toBe(`/checkout/${order_id}`);
  const paid = await teller.pay(teller, order_id, { outcome: "succeeded" });
  expect(paid.json).toMatchObject({ state: "paid", amount: 8_800 });

  const taken = await openSigning(teller, {
    plan_id: plan,
    contract_code: "both-2",
    order: { ...order, amount: 1 },
  });
  expect([taken.status, taken.json.code]).toEqual([409, "order_no_reused"]);
  const next = await openSigning(teller, {
    plan_id: plan,
    contract_code: "both-2",
    order: { ...order, merchant_order_no: "both-2" },
  });
  const kept = await confirm(teller, next.json.signing_id, { person: "person_b" });
  expect(kept.json).toMatchObject({
    already_signed: true,
    contract_id: signed.json.contract_id,
    checkout_url: null,
  });
  const unpaid = await teller.ask("GET", `/v1/orders/${kept.json.order_id}`);
  const contract = await teller.ask("GET", `/v1/contracts/${kept.json.contract_id}`);
  expect([unpaid.json.state, contract.json.used_today]).toEqual(["open", 0]);
}

type Browser = ReturnType<typeof createBrowser>;

/** Follows what the app opened, with its one-time code, to the page without it. */
async function enter(
  browser: Browser,
  opened: Awaited<ReturnType<Browser["post"]>>,
): Promise<void> {
  expect([opened.status, opened.location]).toEqual([303, expect.stringContaining("app_code=")]);
  const entered = await browser.get(opened.location);
  expect([entered.status, entered.location]).toEqual([303, opened.location.split("?")[0]]);
}

/** The newest code among the messages of this phone, as its owner reads it. */
async function codeOf(teller: Teller, phone: string): Promise<string> {
  const inbox = await createBrowser(teller.place.url).get("/sandbox/inbox");
  const messages = inbox.html.slice(inbox.html.indexOf(phone));
  return /@\S+ #(\d{6})/.exec(messages)?.[1] ?? "no code came";
}
