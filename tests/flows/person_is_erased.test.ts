import { describe, expect, it } from "vitest";
import { verifyEvidence } from "../../core/contract/verify_evidence.ts";
import { openIdentity } from "../../core/consumer/seal_person.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import { askErasure, cancelErasure } from "../../core/erasure/ask_erasure.ts";
import { sealAskedHere, viewErased } from "../../core/erasure/asked_here.ts";
import { erasePeople } from "../../core/erasure/erase_people.ts";
import { LOOK_EVERY } from "../../core/erasure/erasure.ts";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { minutes } from "../../core/time.ts";
import { deleteDeviceCard } from "../../core/cardholder/own_device_card.ts";
import { loadReceipt } from "../../core/payment_receipt/load_receipt.ts";
import type { PaymentReceipt } from "../../core/payment_receipt/payment_receipt.ts";
import { signReceipt } from "../../core/payment_receipt/sign_receipt.ts";
import { verifyReceipt } from "../../core/payment_receipt/verify_receipt.ts";
import { giveData } from "../../core/own_data/give_data.ts";
import { browserWith, cameIn } from "../support/app_browser.ts";
import { recordCardSignal } from "../../core/cardholder/record_card_signal.ts";
import { enterByApp } from "../../core/consumer/enter_by_app.ts";
import { cny } from "../../core/money.ts";
import { setOwnLimit } from "../../core/own_limit/set_own_limit.ts";
import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import { bind, CREDIT, heldOf } from "../support/device_cards.ts";
import { scriptedBank } from "../support/contracts.ts";
import { must } from "../support/fixtures.ts";
import { twoPortals } from "../support/portals.ts";
import { agree, approvedPlan, codeFor, entered, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

async function signed(app: TestApp) {
  const planId = await approvedPlan(app);
  const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
  const person = await entered(app, "person_a");
  const { contract } = must(await agree(app, signing_id, person));
  const here = await consumerOfSession(app.deps, person.sessionToken);
  if (!contract || !here) throw new Error("Not signed");
  return { contract, here, person, consumerId: here.consumer.consumerId };
}

async function rows(app: TestApp, sql: string): Promise<readonly unknown[]> {
  const [found] = await app.deps.load({
    statement: { sql, args: [] },
    read: (all) => all.map((row) => ({ ...row })),
  });
  return found;
}

async function receiptOf(app: TestApp, subjectId: PaymentReceipt["subjectId"]) {
  const receipt = await loadReceipt(app.deps, subjectId);
  if (!receipt) throw new Error("No receipt");
  return await signReceipt(app.deps, receipt);
}

const SUMS = `select account, sum(fen) as fen from book_entries group by account order by account`;

/** What knows a person by the pseudonym alone, and stays; whatever else has their id goes with them. */
const staying = [
  "consumers",
  "open_ids",
  "signings",
  "contracts",
  "card_bindings",
  "consumer_consents",
  "payment_consumers",
  "disputes",
  "passkey_signatures",
  "erasures",
];

/** Of the database as it is, so that no new table is left out. */
async function leavingTables(app: TestApp): Promise<readonly string[]> {
  const [tables] = await app.deps.load({
    statement: {
      sql: `select t.name from pragma_table_list t join pragma_table_info(t.name) c
        where t.type = 'table' and c.name = 'consumer_id' order by t.name`,
      args: [],
    },
    read: (all) => all.map(({ name }) => String(name)),
  });
  expect(tables).toEqual(expect.arrayContaining(staying));
  return tables.filter((table) => !staying.includes(table));
}

async function keptOf(app: TestApp, consumerId: string) {
  const [person] = await rows(
    app,
    `select sealed_name, sealed_phone, sealed_id_number, phone_digest, id_number_digest
     from consumers where consumer_id = '${consumerId}'`,
  );
  const leaving = await leavingTables(app);
  const left = await Promise.all(
    leaving.map((table) => rows(app, `select 1 from ${table} where consumer_id = '${consumerId}'`)),
  );
  const codes = await rows(
    app,
    `select 1 from one_time_codes where instr(subject, '${consumerId}') > 0`,
  );
  return { person, left: left.flat().length + codes.length };
}

const empty = {
  person: {
    sealed_name: "",
    sealed_phone: "",
    sealed_id_number: "",
    phone_digest: "",
    id_number_digest: "",
  },
  left: 0,
};

describe("somebody who is erased", () => {
  it("leaves empty columns, the same sums, and evidence that still verifies", async () => {
    const app = await testApp();
    const { contract, here, person, consumerId } = await signed(app);
    const charged = await app.api("/v1/deductions", {
      body: {
        contract_id: contract.contractId,
        merchant_order_no: "E-1",
        amount: 1_000,
        subject: "会员续杯",
      },
    });
    expect(charged.status).toBe(202);
    await sendDeductions(app.deps);
    await app.settle();
    const { deduction_id } = await charged.json();
    const { issued_at: _, ...paid } = (await receiptOf(app, deduction_id)).receipt;
    const kept = JSON.stringify(await receiptOf(app, deduction_id));
    const before = await rows(app, SUMS);
    expect(before.length).toBeGreaterThan(0);

    const coded = await approvedPlan(app, { title: "会员点心", verify_phone: true });
    const { signing_id } = await openedSigning(app, { plan_id: coded, contract_code: "c-2" });
    await codeFor(app, signing_id, person);
    must(await askErasure(app.deps, here));
    await app.settle();
    app.clock.advance(LOOK_EVERY);
    await app.settle();
    expect(await keptOf(app, consumerId)).toEqual(empty);
    expect(await rows(app, SUMS)).toEqual(before);
    const [found] = await app.deps.load(
      app.deps.contracts.byId(contract.contractId, app.clock.now()),
    );
    expect(found?.contract).toMatchObject({ state: "terminated", terminatedBy: "consumer" });
    const evidence = await (await app.api(`/v1/contracts/${contract.contractId}/evidence`)).text();
    const keys = app.deps.vault.jwks() as Parameters<typeof verifyEvidence>[1];
    expect(await verifyEvidence(evidence, keys)).toMatchObject({ ok: true });
    const file = new TextEncoder().encode(kept);
    expect(await verifyReceipt(file, keys)).toMatchObject({ ok: true });
    expect((await receiptOf(app, deduction_id)).receipt).toMatchObject(paid);
    const { ask } = browserWith(app, `consumer=${person.sessionToken}`);
    expect((await ask(`/wallet/receipts/${deduction_id}`)).status).toBe(403);
    const [after] = await app.deps.load(app.deps.consumers.byId(consumerId));
    const nobody = { name: "", phone: "", idNumber: "" };
    expect(await openIdentity(app.deps.vault, after!.consumer)).toEqual(nobody);

    const again = await entered(app, "person_a");
    expect(again.consumer.consumerId).not.toBe(consumerId);
    await app.close();
  });

  it("leaves no PIN, limit or card on a device, but what they have signed with a passkey", async () => {
    const app = await testApp();
    const { here, consumerId } = await signed(app);
    await bind(app);
    const { holder } = await heldOf(app);
    await app.deps.write({
      statements: [
        `insert into payment_pins values ('${consumerId}', 'd', 's', 1, 0)`,
        `insert into own_limits values ('${consumerId}', 'charges', null, 100, 0, 1)`,
        `insert into passkey_signatures
         values ('sgn_1', '${consumerId}', 'ord_1', '{}', 'c', 'k', 'd', 'a', 's', 'r', 0)`,
        `insert into consumer_passkeys
         values ('cpk_1', '${consumerId}', 'c', 'k', 0, '[]', 'Chrome', 0, null)`,
        `insert into consumer_languages values ('${consumerId}', 'en')`,
        `insert into account_messages (message_id, consumer_id, kind, facts, at, sealed_phone)
         values ('msg_1', '${consumerId}', 'pin_set', '{}', 0, 'sealed')`,
        `insert into recoveries (recovery_id, consumer_id, state, asked_at, done_from, ended_at, ended_by)
         values ('rec_1', '${consumerId}', 'cancelled', 0, 1, 1, 'session')`,
      ].map((sql) => ({ sql, args: [] })),
    });
    const given = must(await giveData(app.deps, here));
    const data = JSON.parse((await Array.fromAsync(given)).join(""));
    expect(data.payment_pin).toHaveLength(1);
    expect(data.signatures).toMatchObject([{ subject_id: "ord_1", text: "{}" }]);
    expect(data.own_limits).toMatchObject([{ about: "charges", per_day: 100 }]);
    expect(data.device_cards).toMatchObject([{ channel: "sandbox", device: "测试手机" }]);
    for (const table of await leavingTables(app)) {
      const sql = `select 1 from ${table} where consumer_id = '${consumerId}'`;
      expect(await rows(app, sql), table).not.toEqual([]);
    }
    must(await askErasure(app.deps, here));
    await app.settle();
    app.clock.advance(LOOK_EVERY);
    await app.settle();
    expect(await keptOf(app, consumerId)).toEqual(empty);
    const ofPerson = `where consumer_id = '${consumerId}'`;
    const ofHolder = `where cardholder_id = '${holder.cardholderId}'`;
    for (
      const from of [
        `cardholders ${ofHolder}`,
        `cards ${ofHolder}`,
        `card_devices ${ofHolder}`,
        `device_cards ${ofHolder}`,
        `card_suspensions ${ofHolder}`,
      ]
    ) expect(await rows(app, `select 1 from ${from}`), from).toEqual([]);
    expect(await rows(app, `select 1 from passkey_signatures ${ofPerson}`)).toHaveLength(1);
    await app.close();
  });

  it("stays until the channel has heard what its holder wants of a card on a device", async () => {
    const app = await testApp();
    const { here, consumerId } = await signed(app);
    await bind(app);
    const [deviceCard] = (await heldOf(app)).deviceCards;
    const silent = { ...app.deps, channels: {} };
    must(await deleteDeviceCard(silent, { consumerId, deviceCardId: deviceCard!.deviceCardId }));
    must(await askErasure(app.deps, here));
    await erasePeople(app.deps);
    expect((await keptOf(app, consumerId)).left).toBeGreaterThan(0);
    await app.settle();
    app.clock.advance(LOOK_EVERY);
    await app.settle();
    app.clock.advance(LOOK_EVERY);
    await app.settle();
    expect(await keptOf(app, consumerId)).toEqual(empty);
    await app.close();
  });

  it("stays until the channel agrees that the contract has ended", async () => {
    const app = await testApp();
    const { here, consumerId } = await signed(app);
    const bank = await scriptedBank(app, { unsign: ["silent"] });
    must(await askErasure(bank.deps, here));
    await erasePeople(bank.deps);
    expect(bank.asked).toEqual(["unsign"]);
    app.clock.advance(LOOK_EVERY);
    await erasePeople(bank.deps);
    expect((await keptOf(app, consumerId)).left).toBeGreaterThan(0);
    const [left] = await app.deps.load(app.deps.erasures.left(consumerId));
    expect(left).toMatchObject({ contracts: [], endingContracts: 1 });
    app.clock.advance(minutes(60));
    await app.settle();
    app.clock.advance(LOOK_EVERY);
    await app.settle();
    expect(await keptOf(app, consumerId)).toEqual(empty);
    await app.close();
  });

  it("stays forgotten, whatever was read of them just before", async () => {
    const app = await testApp();
    const { here, person, consumerId } = await signed(app);
    // Charged by no contract, so nothing else stands in the way.
    await bind(app, { card: "credit" });
    // Its channel is told which card is the default.
    app.clock.advance(minutes(1));
    await app.settle();
    const planId = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-2" });
    const code = await makeAppCode(app.deps, "person_a");
    const over = Promise.withResolvers<void>();
    const reads: Promise<void>[] = [];
    /** A portal that is held up between its reads and its first write. */
    const late = (): TestApp["deps"] => {
      const read = Promise.withResolvers<void>();
      reads.push(read.promise);
      const heldUp = async () => {
        read.resolve();
        await over.promise;
      };
      return {
        ...app.deps,
        commit: (events) => heldUp().then(() => app.deps.commit(events)),
        write: (unit) => heldUp().then(() => app.deps.write(unit)),
      };
    };
    const [card] = (await heldOf(app)).cards;
    const face = { ...card!.face, lastFour: "0099" };
    const signal = { type: "card_renewed", sequence: 900, cardToken: CREDIT, face } as const;
    const renewed = { channel: "sandbox", subject: "person_a", signal } as const;
    const wanted = { perTransaction: undefined, perDay: cny(1) };
    const all = Promise.allSettled([
      recordCardSignal(late(), renewed),
      enterByApp(late(), { code, parameter: "app_code", browser: { client: "Chrome" } }),
      setOwnLimit(late(), { here, about: "charges", wanted }),
      agree({ ...app, deps: late() }, signing_id, person),
    ]);
    await Promise.all(reads);
    must(await askErasure(app.deps, here));
    await app.settle();
    app.clock.advance(LOOK_EVERY);
    await app.settle();
    expect(await keptOf(app, consumerId)).toEqual(empty);

    over.resolve();
    const [word, ...others] = await all;
    expect(word).toMatchObject({ value: { error: { code: "device_card_not_found" } } });
    for (const other of others) {
      expect(other.status === "fulfilled" && other.value.ok, JSON.stringify(other)).toBe(false);
    }
    for (const table of ["cardholders", "cards", "consumer_sessions", "own_limits"]) {
      expect(await rows(app, `select 1 from ${table}`), table).toEqual([]);
    }
    expect(await keptOf(app, consumerId)).toEqual(empty);
    expect(await rows(app, "select 1 from contracts where state <> 'terminated'")).toEqual([]);
    await app.close();
  });

  it("may change their mind until then", async () => {
    const app = await testApp();
    const { here, consumerId } = await signed(app);
    must(await askErasure(app.deps, here));
    await cancelErasure(app.deps, consumerId);
    await app.settle();
    expect((await keptOf(app, consumerId)).left).toBeGreaterThan(0);
    must(await askErasure(app.deps, here));
    const [waiting] = await app.deps.load(app.deps.erasures.waiting(consumerId));
    expect(waiting?.consumerId).toBe(consumerId);
    await app.close();
  });

  it("is asked for only by somebody who has just signed in", async () => {
    const app = await testApp();
    const { here } = await signed(app);
    app.clock.advance(minutes(11));
    expect(await askErasure(app.deps, here)).toMatchObject({
      ok: false,
      error: { code: "session_not_fresh" },
    });
    await app.close();
  });

  it("is told afterwards, in the browser where it was asked for, what has ended", async () => {
    const app = await testApp();
    const { here, consumerId } = await signed(app);
    const [left] = await app.deps.load(app.deps.erasures.left(consumerId));
    const kept = await sealAskedHere(app.deps, consumerId, left!);
    must(await askErasure(app.deps, here));
    expect(await viewErased(app.deps, kept)).toBeUndefined();
    for (let look = 0; look < 3; look++) {
      await erasePeople(app.deps);
      await app.settle();
      app.clock.advance(LOOK_EVERY);
    }
    const erased = await viewErased(app.deps, kept);
    expect(erased?.contracts).toBe(left!.contracts.length + left!.endingContracts);
    expect(erased?.contracts).toBeGreaterThan(0);
    expect(await viewErased(app.deps, `${kept}x`)).toBeUndefined();
    await app.close();
  });

  it("is erased once by two processes, of which one dies in the middle", async () => {
    await using two = await twoPortals();
    const [one, other] = two.portals;
    const { here, consumerId } = await signed(one);
    must(await askErasure(one.deps, here));
    // It ends the contracts, and is gone before it has looked what is left.
    const write: TestApp["deps"]["commit"] = (events) =>
      events[0]?.type === "consumer.erased"
        ? Promise.reject(new Error("the process is gone"))
        : one.deps.commit(events);
    await erasePeople({ ...one.deps, commit: write });
    expect((await keptOf(one, consumerId)).left).toBeGreaterThan(0);
    two.clock.advance(LOOK_EVERY);
    await Promise.all([erasePeople(one.deps), erasePeople(other.deps)]);
    expect(await keptOf(other, consumerId)).toEqual(empty);
    const erased = await rows(other, "select 1 from events where type = 'consumer.erased'");
    expect(erased).toHaveLength(1);
  });

  it.each([
    ["en", [
      "<p>The law has us keep these, without your name or phone:</p>",
      "<li>Transaction records: 5 years (Measures for Bank Card Acquiring), for reconciliation and disputes.</li>",
      "<li>Evidence of contracts, passkey signatures included: 3 years from their end (E-Commerce Law, Article 31), to show what you agreed to.</li>",
      "Until then it is only stored (Personal Information Protection Law, Article 47).",
    ]],
    ["zh-CN", [
      "<p>按规定保留，不再与你的姓名、手机号相连：</p>",
      "<li>交易记录：5 年（《银行卡收单业务管理办法》），用于对账和争议。</li>",
      "<li>签约证据和通行密钥签名：3 年（《电子商务法》第三十一条），从解约算起，证明你同意过什么。</li>",
      "期满之前只保存，不作他用（《个人信息保护法》第四十七条）。",
    ]],
  ])("is told before in %s what is kept, for how long and by which law", async (lang, texts) => {
    const app = await testApp();
    const { ask } = await cameIn(app, "/wallet");
    const page = await ask("/wallet/erasure", { headers: { "Accept-Language": lang } });
    const html = await page.text();
    for (const text of texts) expect(html).toContain(text);
    expect(html.match(/<li>/g)).toHaveLength(2);
    await app.close();
  });
});
