import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Budgets, budgets } from "../../core/budget/budget.ts";
import type { Id } from "../../core/id.ts";
import { minutes } from "../../core/time.ts";
import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { personOf } from "../../sandbox/bank/persons.ts";
import { askFrom, cookiesOf } from "../support/addresses.ts";
import { fakeClock } from "../support/fake_clock.ts";
import { newOnce, openedLink } from "../support/links.ts";
import { must } from "../support/fixtures.ts";
import { tempFolder } from "../support/server.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const [HERE, THERE, ELSEWHERE, NOWHERE] = [
  "203.0.113.1",
  "203.0.113.2",
  "2001:db8:1:2::3",
  "203.0.113.4",
];

const few = { max: 2, per: minutes(10) };
const some = { max: 3, per: minutes(10) };
const small: Budgets = {
  ...budgets,
  wrong_keys: some,
  pairing_first: few,
  pairing: some,
  pairing_for_all: { max: 5, per: minutes(10) },
  app_codes_of_signing: few,
  app_codes_of_consumer: few,
  app_codes_first: few,
  app_codes: some,
  link_orders_of_consumer: few,
  link_orders_of_payer: few,
  link_orders_first: few,
  link_orders: some,
  id_number_tries_of_consumer: { max: 7, per: minutes(60) },
};

/** Two instances on one database: whatever one counts, the other knows. */
let app: TestApp;
let other: TestApp;

describe("on a file", () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  beforeEach(async () => {
    folder = await tempFolder();
    await openBoth(`file:${folder.path}/shared.db`);
  });
  afterEach(async () => {
    await closeBoth();
    await folder.remove();
  });
  stories();
});

describe("on a server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    await openBoth(sqld.url);
  });
  afterEach(async () => {
    await closeBoth();
    await sqld.stop();
  });
  stories();
});

async function openBoth(databaseUrl: string): Promise<void> {
  const shared = { databaseUrl, config: { budgets: small }, clock: fakeClock() };
  app = await testApp(shared);
  other = await testApp(shared);
}

async function closeBoth(): Promise<void> {
  await app.close();
  await other.close();
}

/** How often which status came, asked of both in turn and all at once. */
async function statuses(
  times: number,
  ask: (at: TestApp, i: number) => Promise<Response>,
): Promise<Readonly<Record<number, number>>> {
  const asked = Array.from({ length: times }, (_, i) => ask(i % 2 === 0 ? app : other, i));
  const counted: Record<number, number> = {};
  for (const answer of await Promise.all(asked)) {
    counted[answer.status] = (counted[answer.status] ?? 0) + 1;
    if (answer.status !== 429) continue;
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  return counted;
}

function stories() {
  it("guesses at pairing codes are refused, and shops elsewhere go on pairing", async () => {
    const pair = (address: string, code: string, at = app) =>
      askFrom(at, address, "/till/pairing", { fields: { code } });
    const guess = (address: string) => (at: TestApp) => pair(address, "ZZZZ-ZZZZ", at);
    const newCode = async () =>
      (await (await app.api("/v1/screens", { body: { name: "柜台" } })).json()).pairing_code;

    // Whoever pairs rightly is not counted.
    for (let i = 0; i < 7; i++) expect((await pair(HERE, await newCode())).status).toBe(303);
    expect(await statuses(30, guess(HERE))).toEqual({ 422: 5, 429: 25 });
    const waiting = await newCode();
    const refused = await pair(HERE, waiting);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "600"]);
    expect(await refused.text()).toContain("尝试次数太多");
    expect((await pair(THERE, waiting)).status).toBe(303);

    // Everyone's budget has two left: then nobody has more than a few of their own.
    expect(await statuses(10, guess(THERE))).toEqual({ 422: 4, 429: 6 });
    expect((await pair(ELSEWHERE, await newCode())).status).toBe(303);
    app.clock.advance(minutes(10));
    expect((await pair(HERE, await newCode())).status).toBe(303);
  });

  it("wrong secret keys are refused after a while, and right ones from there never", async () => {
    const ask = (key: string) => (at: TestApp) =>
      askFrom(at, HERE, "/v1/orders", { headers: { Authorization: `Bearer ${key}` } });
    const guess = (_at: TestApp, i: number) => ask(`sk_test_${`${i}`.padStart(40, "0")}`)(app);
    expect(await statuses(30, guess)).toEqual({ 401: 3, 429: 27 });
    const refused = await guess(app, 1);
    expect(await refused.json()).toMatchObject({ code: "too_many_requests", retry_after: 600 });
    expect(await statuses(6, ask(app.merchant.secretKey))).toEqual({ 200: 6 });
  });

  it("orders that one address opens by a link are limited, and no payer is kept from it", async () => {
    const linkId = await openedLink(app, 1_800);
    const open = (address: string, at = app, cookie?: string) =>
      askFrom(at, address, `/l/${linkId}/orders`, { fields: { once: newOnce() }, cookie });
    const payer = await open(HERE);
    const paid = await payFor(payer);
    expect(await statuses(30, (at) => open(HERE, at))).toEqual({ 303: 4, 429: 26 });
    expect((await open(THERE)).status).toBe(303);
    // A browser that has paid here, and a person, are known wherever they are.
    expect((await open(HERE, app, paid)).status).toBe(303);
    const { sessionToken } = await entered(app, "person_a");
    expect((await open(HERE, other, `consumer=${sessionToken}`)).status).toBe(303);
    app.clock.advance(minutes(10));
    expect((await open(HERE)).status).toBe(303);
  });

  it("the same form sent again opens nothing, and counts for nothing", async () => {
    const linkId = await openedLink(app, 1_800);
    const fields = { once: newOnce() };
    const send = (at = app) => askFrom(at, HERE, `/l/${linkId}/orders`, { fields });
    const places = new Set<string | null>();
    for (let i = 0; i < 8; i++) places.add((await send()).headers.get("location"));
    expect(places.size).toBe(1);
  });

  it("made-up codes of the app are refused, and a person with a right one comes in", async () => {
    const enter = (at: TestApp, address: string, code: string, path = "/wallet") =>
      askFrom(at, address, `${path}?app_code=${code}`);
    const planId = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const right = () => makeAppCode(app.deps, "person_a");

    for (let i = 0; i < 7; i++) expect((await enter(app, HERE, await right())).status).toBe(303);
    const guessed = await statuses(20, (at, i) => enter(at, HERE, `made-up-${i}`));
    expect(guessed).toEqual({ 303: 5, 429: 15 });
    expect((await enter(other, HERE, await right())).status).toBe(429);
    // A signing's own page stays open to whoever shares the address, and so does another address.
    const signed = await enter(app, HERE, await right(), `/sign/${signing_id}`);
    expect([signed.status, signed.headers.get("location")]).toEqual([303, `/sign/${signing_id}`]);
    expect((await enter(app, THERE, await right())).headers.get("location")).toBe("/wallet");
    // Of an invented signing there is no budget.
    const invented = "/sign/sgn_01KAG8M0000000000000000009";
    expect((await enter(app, HERE, "made-up", invented)).status).toBe(429);
  });

  it("an ID number is guessed a few times by one person, however many signings there are", async () => {
    const planId = await approvedPlan(app, { verify_id_number: true });
    const person = await entered(app, "person_a");
    const guess = async (signing: number, at: TestApp, idNumber = "1") => {
      const answer = await agree(at, signings[signing]!, person, { idNumber });
      return answer.ok ? "signed" : answer.error.code;
    };
    const signings: Id<"sgn">[] = [];
    for (let i = 0; i < 4; i++) {
      const body = { plan_id: planId, contract_code: `c-${i}` };
      signings.push((await openedSigning(app, body)).signing_id);
    }
    const guesses = await Promise.all(
      Array.from({ length: 24 }, (_, i) => guess(i % 4, i % 2 === 0 ? app : other)),
    );
    expect(guesses.filter((code) => code === "id_number_wrong")).toHaveLength(7);
    expect(guesses.filter((code) => code === "id_number_tries_over")).toHaveLength(17);

    const someoneElse = await entered(app, "person_b");
    const { idNumber } = personOf("person_b")!;
    must(await agree(app, signings[0]!, someoneElse, { idNumber }));
  });

  it("a source is not what a stranger writes into a header", async () => {
    const guess = (at: TestApp, i: number) =>
      askFrom(at, NOWHERE, "/till/pairing", {
        fields: { code: "ZZZZ-ZZZZ" },
        headers: { "X-Forwarded-For": `198.51.100.${i}` },
      });
    expect(await statuses(12, guess)).toEqual({ 422: 5, 429: 7 });
  });
}

/** The order is paid; the browser's cookies afterwards. */
async function payFor(opened: Response): Promise<string> {
  const orderId = (opened.headers.get("location") ?? "").split("/").at(-1);
  const outcome = { body: { outcome: "succeeded" } };
  const paid = await app.api(`/v1/test_helpers/orders/${orderId}/payment`, outcome);
  expect(paid.status).toBe(200);
  return cookiesOf(opened);
}
