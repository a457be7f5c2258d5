import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BlockKind } from "../../core/block/block.ts";
import { openIdentity, sealIdentity } from "../../core/consumer/seal_person.ts";
import { cny } from "../../core/money.ts";
import { sendSigningCode } from "../../core/signing/send_signing_code.ts";
import { viewSigning } from "../../core/signing/view_signing.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { persons } from "../../sandbox/bank/persons.ts";
import { blocked } from "../support/blocks.ts";
import { charge, chargeableContract, readDeduction, refill } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import {
  agree,
  approvedPlan,
  countEvents,
  entered,
  openedSigning,
  readSigning,
} from "../support/signers.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const person = persons[0]!;
const card = person.cards[0]!;
const CHARGES_MAX = 500;
let app: TestApp;
let here: SignedIn;

async function opened(databaseUrl?: string) {
  app = await testApp(databaseUrl === undefined ? {} : { databaseUrl });
  here = await signedIn(app, "admin");
}

/** Who a contract of `chargeableContract` charges, in every way they can be named. */
const names: readonly (readonly [BlockKind, string])[] = [
  ["phone", "+86 199-0000-0001"],
  ["id_number", person.idNumber],
  ["card", "sbxcard_1"],
];

describe("whoever is on the block list", () => {
  beforeEach(() => opened());
  afterEach(() => app.close());

  it.each(names)(
    "by %s is charged by no contract, and the merchant learns no more",
    async (kind, text) => {
      const contract = await chargeableContract(app, { cardToken: "sbxcard_1" });
      const { contractId } = contract;
      expect((await charge(app, refill(contractId, "A-1"))).status).toBe(202);
      await app.settle();

      await blocked(app, here, kind, text);
      const refused = await charge(app, refill(contractId, "A-2"));
      const { code, detail, ...rest } = await refused.json();
      expect([refused.status, code, detail]).toEqual([
        409,
        "payer_blocked",
        "Nothing was charged. The contract stays as it is; repeating the request changes nothing.",
      ]);
      expect(JSON.stringify(rest)).not.toMatch(new RegExp(`${kind}|199|0015`));
      const path = `/v1/contracts/${contractId}`;
      expect(await (await app.api(path)).json()).toMatchObject({ state: "active" });
      const same = await charge(app, refill(contractId, "A-1"));
      expect([same.status, (await same.json()).state]).toEqual([200, "succeeded"]);
    },
  );

  it("is one person at whatever channel, and nobody else", async () => {
    const one = await chargeableContract(app);
    const two = await chargeableContract(app);
    await blocked(app, here, "phone", person.phone);
    for (const { contractId } of [one, two]) {
      expect((await charge(app, refill(contractId))).status).toBe(409);
    }
    const other = app.deps.newId("con");
    const stranger = { name: "测试乙", phone: persons[1]!.phone, idNumber: persons[1]!.idNumber };
    const sealed = await sealIdentity(app.deps.vault, other, stranger);
    await write(
      `update consumers set phone_digest = ?, id_number_digest = ? where consumer_id = ?`,
      sealed.phoneDigest,
      sealed.idNumberDigest,
      two.consumerId,
    );
    expect((await charge(app, refill(two.contractId))).status).toBe(202);
  });

  it("gets no message about a charge to come", async () => {
    const { contractId } = await chargeableContract(app, { kind: "periodic" });
    await blocked(app, here, "phone", person.phone);
    const body = { amount: 1_000, subject: "月费" };
    const answer = await app.api(`/v1/contracts/${contractId}/deduction_notices`, { body });
    expect([answer.status, (await answer.json()).code]).toEqual([409, "payer_blocked"]);
  });

  it("is not charged what was recorded and not sent, and the bank is not asked", async () => {
    const { contractId } = await chargeableContract(app);
    const { deduction_id } = await (await charge(app, refill(contractId))).json();
    await blocked(app, here, "id_number", person.idNumber);
    await app.settle();
    expect(await readDeduction(app, deduction_id)).toMatchObject({
      state: "failed",
      failure: { code: "payer_blocked" },
    });
    expect(await atBank()).toBe(0);
    expect(await countEvents(app, "deduction.failed")).toBe(1);
  });

  it("signs nothing, gets no code, and sees why on the page alone", async () => {
    const planId = await approvedPlan(app, { verify_phone: true });
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const inside = await entered(app, person.personNo);
    await blocked(app, here, "phone", person.phone);

    expect(await agree(app, signing_id, inside)).toEqual(refusal("payer_blocked"));
    const { consumerId } = inside.consumer;
    const code = await sendSigningCode(app.deps, { signingId: signing_id, consumerId, lang: "zh" });
    expect(code).toEqual(refusal("payer_blocked"));
    expect((await readSigning(app, signing_id)).state).toBe("open");

    const seen = async (session: string | undefined) =>
      must(await viewSigning(app.deps, { signingId: signing_id, session })).standing;
    expect(await seen(inside.sessionToken)).toEqual({ state: "blocked" });
    expect(await seen(undefined)).toEqual({ state: "outside" });
    const other = await entered(app, "person_b");
    expect(await seen(other.sessionToken)).toMatchObject({ state: "ready" });
  });

  it("does not sign again what they signed before, and keeps it", async () => {
    const planId = await approvedPlan(app);
    const first = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const inside = await entered(app, person.personNo);
    const { contract } = must(await agree(app, first.signing_id, inside));
    await blocked(app, here, "id_number", person.idNumber);
    const again = await openedSigning(app, { plan_id: planId, contract_code: "c-2" });
    expect(await agree(app, again.signing_id, inside)).toEqual(refusal("payer_blocked"));
    const path = `/v1/contracts/${contract?.contractId}`;
    expect(await (await app.api(path)).json()).toMatchObject({ state: "active" });
  });

  it("signs with another card when only the card is on it", async () => {
    const planId = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const inside = await entered(app, person.personNo);
    await blocked(app, here, "card", card.token);
    expect(await agree(app, signing_id, inside)).toEqual(refusal("card_blocked"));
    const other = person.cards[1]!;
    must(await agree(app, signing_id, inside, { card: other }));
    expect((await readSigning(app, signing_id)).state).toBe("signed");
  });

  it("is found again when their channel names another phone", async () => {
    const inside = await entered(app, person.personNo);
    const { consumerId } = inside.consumer;
    const known = await openIdentity(app.deps.vault, inside.consumer);
    const moved = { ...known, phone: "19911112222" };
    const sealed = await sealIdentity(app.deps.vault, consumerId, moved);
    await app.deps.commit([{
      type: "consumer.changed",
      consumer: { ...inside.consumer, ...sealed, version: 2 },
      eventId: app.deps.newId("evt"),
      at: app.deps.now(),
      by: { type: "consumer", consumerId },
    }]);
    await blocked(app, here, "phone", moved.phone);
    const [kinds] = await app.deps.load(app.deps.blocks.findsBy({ consumerId, cards: [] }));
    expect(kinds).toEqual(["phone"]);
  });
});

describe("a block that comes while charges arrive, on a file", () => {
  beforeEach(() => opened());
  afterEach(() => app.close());
  it("lets none through after its commit", () => race([app]));
});

describe("a block that comes while charges arrive, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    await opened(sqld.url);
  });
  afterEach(() => app.close().finally(() => sqld.stop()));

  it("lets none through after its commit, at neither of two portals", async () => {
    const second = await testApp({ databaseUrl: sqld.url });
    await race([app, second]).finally(() => second.close());
  });
});

/** Tills charge at each portal until they are refused, and the block comes in their midst. Each portal has its own writer. */
async function race(portals: readonly TestApp[]) {
  const { contractId } = await chargeableContract(app, { perDayLimit: cny(100_000_000) });
  let first = () => {};
  const begun = new Promise<void>((resolve) => first = resolve);
  const till = async (name: string, portal: TestApp) => {
    const merchant = { api: (path: string, init = {}) => portal.api(path, { ...init, key }) };
    const once = async (no: number) =>
      (await charge(merchant, refill(contractId, `${name}-${no}`, 100))).status;
    for (let no = 0; no < CHARGES_MAX; no++) {
      const status = await once(no);
      if (status === 202) first();
      else return [status, await once(no + CHARGES_MAX), await once(no)];
    }
    throw new Error("Cannot end: no charge was refused");
  };
  const { secretKey: key } = app.merchant;
  const tills = portals.flatMap((portal, i) =>
    ["a", "b", "c"].map((name) => till(`${name}${i}`, portal))
  );
  await begun;
  const [answers] = await Promise.all([
    Promise.all(tills),
    blocked(app, here, "phone", person.phone),
    ...portals.map((each) => each.settle()),
  ]);
  for (const each of answers) expect(each).toEqual([409, 409, 409]);
  await app.settle();

  const [steps] = await app.deps.load({
    statement: {
      sql: `select type, seq > (select seq from events where type = 'block.added') as later
        from events where type in ('deduction.requested', 'deduction.sent')`,
      args: [],
    },
    read: (rows) => rows.map((row) => `${row["type"]} ${row["later"]}`),
  });
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.filter((each) => each.endsWith("1"))).toEqual([]);
  const sent = steps.filter((each) => each.startsWith("deduction.sent")).length;
  expect(await atBank()).toBe(sent);
}

function refusal(code: string) {
  return { ok: false, error: { code } };
}

/** Charges that reached the simulated bank. */
async function atBank(): Promise<number> {
  const [count] = await app.deps.load({
    statement: { sql: "select count(*) as n from sandbox_deductions", args: [] },
    read: ([row]) => Number(row?.["n"]),
  });
  return count;
}

async function write(sql: string, ...args: readonly string[]): Promise<void> {
  expect((await app.deps.write({ statements: [{ sql, args }] })).type).toBe("committed");
}
