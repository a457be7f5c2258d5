import { type Client, createClient } from "@libsql/client";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { parseId, type ProposalId, type RefundId } from "../../core/id.ts";
import { createSeal, SIGNATURE_HEADER } from "../../core/channel/sandbox/seal.ts";
import { paths } from "../../core/paths.ts";
import type { Refund } from "../../core/refund/refund.ts";
import { commitSent } from "../../core/refund/send_refunds.ts";
import { proposeSettlement } from "../../core/settlement_batch/propose_settlement.ts";
import { ok, rejected } from "../../core/result.ts";
import { days } from "../../core/time.ts";
import { SLOW } from "../../sandbox/bank/magic.ts";
import { bankCsv } from "../support/bank_files.ts";
import { must } from "../support/fixtures.ts";
import { brokenPromises } from "../support/ledger.ts";
import { importZm } from "../support/reconciled.ts";
import { tempFolder } from "../support/server.ts";
import {
  bankPaid,
  bankReturned,
  built,
  byTwo,
  payoutOf,
  refundSent,
  settlesAt,
} from "../support/settlements.ts";
import { joined, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const [CLOSED, CAME_BACK] = [800_005, 800_006];
const account = { bank: "江湾银行东滩支行", holder: "测试甲", account_no: "6222 0000 0000 0033" };

let folder: Awaited<ReturnType<typeof tempFolder>>;
let databaseUrl: string;
let app: TestApp;
beforeEach(async () => {
  folder = await tempFolder();
  databaseUrl = `file:${join(folder.path, "portal.db")}`;
  app = await testApp({ databaseUrl });
});
afterEach(async () => {
  await app.close();
  await folder.remove();
});

describe("a refund to a closed card", () => {
  it.each([
    ["is refused by the channel", CLOSED, ["refund.undelivered"]],
    ["comes back", CAME_BACK, ["refund.succeeded", "refund.undelivered"]],
  ])("that %s has left the merchant and waits for its payer", async (_how, amount, told) => {
    const { refundId, orderId } = await refunded(amount);
    expect(await get(`/v1/refunds/${refundId}`)).toMatchObject({
      state: "processing",
      failure: null,
      undelivered: { code: "card_closed", since: expect.any(String) },
    });
    expect(await get(`/v1/orders/${orderId}`)).toMatchObject({ refunded_amount: amount });
    expect(await events()).toEqual(told);
    // The channel owes what it gave back, which is its payer's; the merchant is owed what is left.
    expect(await balances()).toEqual({
      "channel:sandbox": -900_000,
      "unclaimed:sandbox": amount,
    });
    expect(await payable()).toBe(900_000 - amount);
    const again = await app.api(`/v1/orders/${orderId}/refunds`, {
      body: { merchant_refund_no: "R-2", amount: 900_000 - amount + 1 },
    });
    expect(again.status).toBe(409);
  });

  it("is paid to another account of the payer's by two people, and its merchant is told", async () => {
    const { refundId } = await refunded(CLOSED);
    const [li, chen] = [await joined(app, "admin"), await joined(app, "admin")];
    expect(await (await li.ask("/ops")).text()).toContain(paths.opsUnclaimed());
    expect(await (await li.ask(paths.opsUnclaimed())).text()).toContain("The card is closed");
    const way = paths.opsUnclaimedWay(refundId);
    const fields = { ...account, way: "payout", reason: "付款人来电，已核对", version: "3" };
    for (const wrong of [{ bank: "" }, { holder: "" }, { account_no: "12" }, { reason: "" }]) {
      expect((await li.ask(way, { ...fields, ...wrong })).status).toBe(422);
    }
    const version = await versionOf(refundId);
    expect((await li.ask(way, { ...fields, version: `${version + 1}` })).status).toBe(422);
    const proposed = await li.ask(way, { ...fields, version: `${version}` });
    expect(proposed.status).toBe(303);
    const path = proposed.headers.get("location")!;
    const html = await (await chen.ask(path)).text();
    expect(html).toContain("···· 0033");
    expect(html).not.toContain("6222000000000033");
    const digest = /name="digest" value="([^"]*)"/.exec(html)?.[1] ?? "";
    expect((await li.ask(`${path}/confirmation`, { digest })).status).toBe(422);
    expect((await chen.ask(`${path}/confirmation`, { digest })).status).toBe(303);
    expect(await balances()).toMatchObject({ "unclaimed:sandbox": CLOSED });

    // It goes to the bank as batches do: chosen for a run, in the file for the bank, and paid when two people say so.
    expect(await events()).toEqual(["refund.undelivered"]);
    const chosen = `${refundId}.${CLOSED}`;
    expect(await (await li.ask(paths.opsSettlements())).text()).toContain(`value="${chosen}"`);
    const run = await confirmedBy(chen, await li.ask(paths.opsSettlementRuns(), { batch: chosen }));
    const file = await li.ask(paths.opsSettlementRunFile(run), {});
    expect(await file.text()).toContain("6222000000000033");
    expect(await (await li.ask(paths.opsUnclaimed())).text()).toContain("/ops/payouts/pyo_");
    expect((await li.ask(way, { ...fields, version: `${await versionOf(refundId)}` })).status)
      .toBe(422);
    const paid = {
      day: "2026-11-23",
      reference: "BK-0118",
      count: "1",
      fen: `${CLOSED}`,
    };
    expect((await li.ask(paths.opsSettlementRunPaid(run), paid)).status).toBe(303);
    expect(await (await li.ask(paths.opsUnclaimed())).text()).toContain("/ops/payouts/pyo_");
    await confirmedAt(chen, paths.opsSettlementRun(run));
    await app.settle();
    expect(await get(`/v1/refunds/${refundId}`)).toMatchObject({
      state: "succeeded",
      undelivered: null,
    });
    expect(await events()).toEqual(["refund.undelivered", "refund.delivered"]);
    expect(await balances()).toEqual({
      "channel:sandbox": CLOSED - 900_000,
      "in_transit:sandbox": -CLOSED,
      "reserve:institution": CLOSED,
    });
    expect(await payable()).toBe(900_000 - CLOSED);
  });

  it("waits again where the bank did not pay it, for another account or the channel", async () => {
    const { refundId } = await refunded(CAME_BACK);
    const people = await two();
    const run = await refundSent(app, people, refundId);
    const [again] = [{ kind: "pay_out", batches: [{ of: refundId, fen: CAME_BACK }] }];
    expect(await byTwo(app, people, { ...again, total: CAME_BACK } as never)).toMatchObject({
      error: { code: "refund_changed" },
    });
    must(await byTwo(app, people, bankReturned(await payoutOf(app, run), CAME_BACK)));
    expect(await balances()).toEqual({
      "channel:sandbox": -900_000,
      "unclaimed:sandbox": CAME_BACK,
    });
    const li = await joined(app, "admin");
    const page = await (await li.ask(paths.opsUnclaimed())).text();
    expect(page).toContain('name="account_no"');
    expect(page).toContain('value="resend"');
    expect(await events()).toEqual(["refund.succeeded", "refund.undelivered"]);
    const second = await refundSent(app, people, refundId);
    must(await byTwo(app, people, bankPaid(second, CAME_BACK)));
    expect(await balances()).toMatchObject({ "reserve:institution": CAME_BACK });
  });

  it("is owed again when the bank gives back what it had paid, and is paid elsewhere", async () => {
    const { refundId } = await refunded(CLOSED);
    const people = await two();
    const run = await refundSent(app, people, refundId);
    must(await byTwo(app, people, bankPaid(run, CLOSED, "BK-1")));
    const payoutId = await payoutOf(app, run);
    must(await byTwo(app, people, bankReturned(payoutId, CLOSED)));
    expect(await byTwo(app, people, bankReturned(payoutId, CLOSED))).toMatchObject({
      error: { code: "payout_over" },
    });
    await app.settle();
    expect(await get(`/v1/refunds/${refundId}`)).toMatchObject({
      state: "processing",
      undelivered: { code: "payout_returned" },
    });
    expect(await events()).toEqual([
      "refund.undelivered",
      "refund.delivered",
      "refund.undelivered",
    ]);
    // The channel's part is over: what it owed for it is in transit, and the money is in the reserve.
    expect(await balances()).toEqual({
      "channel:sandbox": CLOSED - 900_000,
      "in_transit:sandbox": -CLOSED,
      "unclaimed:sandbox": CLOSED,
    });
    const li = await joined(app, "admin");
    expect(await (await li.ask(paths.opsUnclaimed())).text()).not.toContain('value="resend"');
    const resend = { way: "resend", reason: "再试", version: `${await versionOf(refundId)}` };
    expect((await li.ask(paths.opsUnclaimedWay(refundId), resend)).status).toBe(422);
    await returned((await app.deps.load(app.deps.refunds.byId(refundId)))[0]!.channelOrderNo);
    const second = await refundSent(app, people, refundId);
    must(await byTwo(app, people, bankPaid(second, CLOSED, "BK-2")));
    await app.settle();
    expect((await events()).at(-1)).toBe("refund.delivered");
    expect(await balances()).toEqual({
      "channel:sandbox": CLOSED - 900_000,
      "in_transit:sandbox": -CLOSED,
      "reserve:institution": CLOSED,
    });
    expect(await named("update payouts set state = 'sent' where state = 'paid'")).toContain(
      "a refund that reached nobody and is not as its payouts say",
    );
  });

  it("that the bank gave back is joined with the bank's line, before or after people say so", async () => {
    const people = await two();
    const { refundId } = await refunded(CLOSED);
    const run = await refundSent(app, people, refundId);
    must(await byTwo(app, people, bankPaid(run, CLOSED)));
    const payoutId = await payoutOf(app, run);
    await arrives("T-1");
    const before = await balances();
    expect(before).toMatchObject({
      "bank:bank_transfer": -CLOSED,
      "suspense:bank_transfer": CLOSED,
    });
    const li = await joined(app, "admin");
    const [[line]] = await app.deps.load(
      app.deps.bankLines.page({
        state: "suspense",
        merchantNo: undefined,
        past: undefined,
        max: 1,
      }),
    );
    const to = paths.opsPayout(payoutId, { line: line!.lineId });
    expect(await (await li.ask(paths.opsBankLine(line!.lineId))).text()).toContain(to);
    expect(await (await li.ask(to)).text()).toContain('value="T-1"');
    must(await byTwo(app, people, bankReturned(payoutId, CLOSED, "T-1")));
    expect(await (await li.ask(paths.opsBankLine(line!.lineId))).text()).toContain(payoutId);
    expect(await balances()).toEqual({
      "channel:sandbox": CLOSED - 900_000,
      "in_transit:sandbox": -CLOSED,
      "unclaimed:sandbox": CLOSED,
    });
    // The other way round: people hear of it first, and one number is one return.
    const second = await payoutOf(app, await refundSent(app, people, refundId));
    const twice = bankReturned(second, CLOSED, "T-1");
    expect(await proposeSettlement(app.deps, twice, people.li)).toMatchObject({
      error: { code: "return_known" },
    });
    must(await byTwo(app, people, bankReturned(second, CLOSED, "T-2")));
    await arrives("T-2");
    await arrives("T-3");
    expect(await balances()).toMatchObject({
      "bank:bank_transfer": -CLOSED,
      "suspense:bank_transfer": CLOSED,
      "unclaimed:sandbox": CLOSED,
    });
  });

  it("is sent again under another number, and arrives or waits again", async () => {
    const { refundId } = await refunded(CLOSED);
    await decided(refundId, "resend");
    // The sandbox refuses this amount every time.
    expect(await get(`/v1/refunds/${refundId}`)).toMatchObject({
      state: "processing",
      undelivered: { code: "card_closed" },
    });
    expect(await balances()).toMatchObject({ "unclaimed:sandbox": CLOSED });
    expect(await events()).toEqual(["refund.undelivered", "refund.undelivered"]);
  });

  it("is delivered by the channel when it says so of what was sent again", async () => {
    const { refundId } = await refunded(CLOSED);
    // The sandbox refuses this amount every time, so it is stopped before it is asked again.
    const [li, chen] = [await joined(app, "admin"), await joined(app, "admin")];
    const path = await proposed(li, refundId, "resend");
    const digest = await digestAt(chen, path);
    expect((await chen.ask(`${path}/confirmation`, { digest })).status).toBe(303);
    const [resent] = await app.deps.load(app.deps.refunds.byId(refundId));
    expect(resent?.state).toBe("requested");
    must(await sentAgain(resent!));
    await returned(resent!.channelOrderNo);
    expect(await get(`/v1/refunds/${refundId}`)).toMatchObject({
      state: "succeeded",
      undelivered: null,
    });
    expect(await events()).toEqual(["refund.undelivered", "refund.delivered"]);
    expect(await balances()).toEqual({ "channel:sandbox": CLOSED - 900_000 });
  });

  it("is cleared with what its number is settled, though no file of the channel's has it", async () => {
    await settlesAt(app);
    const { orderNo } = await refunded(CLOSED);
    await importZm(app, [{ orderNo, amount: 900_000, traceTime: "1120093000" }], "261120");
    app.clock.advance(days(4));
    const [batch] = await built(app);
    expect(batch).toMatchObject({
      normal: { count: 2, amount: { fen: 900_000 - CLOSED } },
      paid: { fen: 900_000 - CLOSED },
    });
  });

  it("is found by verify where its row and the books do not agree", async () => {
    await refunded(CLOSED);
    const found = await named(
      "update refunds set stranded_line = null, stranded_at = null, stranded_because = null",
    );
    expect(found).toContain("unclaimed money that differs from refunds that reached nobody");
    expect(found).toContain("a channel that owes other than came in less what went back");
    expect(await named("update refunds set payout_reference = 'BK-1'")).toContain(
      "a reserve that differs from what came in less what was paid out",
    );
  });

  it("holds for money that came too late as well", async () => {
    const placed = await order(CLOSED);
    await app.api(`/v1/test_helpers/orders/${placed.order_id}/payment`, {
      body: { outcome: "late" },
    });
    await app.api(`/v1/orders/${placed.order_id}/closure`, { method: "POST" });
    await app.settle();
    expect(await balances()).toEqual({
      "channel:sandbox": -CLOSED,
      "unclaimed:sandbox": CLOSED,
    });
  });
});

async function named(harm: string): Promise<readonly string[]> {
  const client: Client = createClient({ url: databaseUrl });
  const work = await client.transaction("write");
  try {
    await work.execute(harm);
    return Object.keys(await brokenPromises(work));
  } finally {
    await work.rollback();
    client.close();
  }
}

async function order(amount: number) {
  const body = { merchant_order_no: `ORD-${amount}`, amount, subject: "乌龙茶" };
  return await (await app.api("/v1/orders", { body })).json();
}

/** A refund of that amount, of an order of ¥9,000. */
async function refunded(amount: number) {
  const placed = await order(900_000);
  const orderId: string = placed.order_id;
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "succeeded" } });
  const answer = await app.api(`/v1/orders/${orderId}/refunds`, {
    body: { merchant_refund_no: "R-1", amount },
  });
  expect(answer.status).toBe(201);
  const refundId: RefundId = (await answer.json()).refund_id;
  await app.settle();
  app.clock.advance(SLOW);
  await app.settle();
  const { payment } = await get(`/v1/orders/${orderId}`);
  return { refundId, orderId, orderNo: payment.payment_id.slice("pay_".length) };
}

type Person = Awaited<ReturnType<typeof joined>>;

async function proposed(li: Person, refundId: RefundId, way: "payout" | "resend") {
  const fields = { ...account, way, reason: "已核对", version: `${await versionOf(refundId)}` };
  const answer = await li.ask(paths.opsUnclaimedWay(refundId), fields);
  expect(answer.status).toBe(303);
  return answer.headers.get("location")!;
}

async function digestAt(chen: Person, path: string): Promise<string> {
  const html = await (await chen.ask(path)).text();
  return /name="digest" value="([^"]*)"/.exec(html)?.[1] ?? "";
}

async function decided(refundId: RefundId, way: "payout" | "resend"): Promise<void> {
  const [li, chen] = [await joined(app, "admin"), await joined(app, "admin")];
  const path = await proposed(li, refundId, way);
  const digest = await digestAt(chen, path);
  expect((await chen.ask(`${path}/confirmation`, { digest })).status).toBe(303);
  await app.settle();
}

async function two() {
  return { li: await signedIn(app, "admin"), chen: await signedIn(app, "admin") };
}

/** Confirms what was proposed just now; its id. */
async function confirmedBy(chen: Person, proposed: Response): Promise<ProposalId> {
  expect(proposed.status).toBe(303);
  const path = proposed.headers.get("location")!;
  const digest = await digestAt(chen, path);
  expect((await chen.ask(`${path}/confirmation`, { digest })).status).toBe(303);
  return parseId("prp", path.split("/").at(-1)!)!;
}

/** Confirms what waits on that page. */
async function confirmedAt(chen: Person, page: string): Promise<void> {
  const html = await (await chen.ask(page)).text();
  const path = /action="([^"]*\/confirmation)"/.exec(html)?.[1] ?? "";
  const digest = /name="digest" value="([^"]*)"/.exec(html)?.[1] ?? "";
  expect((await chen.ask(path, { digest })).status).toBe(303);
}

/** A line of the bank's file of that sum, from a payer whom nobody knows. */
async function arrives(ref: string): Promise<void> {
  const row = { payer: "江湾银行", account: "6210000000000001", day: "2026-11-20 09:30:00" };
  const file = bankCsv([{ ...row, amount: (CLOSED / 100).toString(), ref }], {
    name: `${ref}.csv`,
  });
  must(await importBankFile(app.deps, { file, by: byOperator }));
}

async function versionOf(refundId: RefundId): Promise<number> {
  const [refund] = await app.deps.load(app.deps.refunds.byId(refundId));
  return refund?.version ?? 0;
}

/** As it is sent, without the bank being asked. */
async function sentAgain(refund: Refund) {
  const channel = app.deps.channels.sandbox!;
  const isSent = await commitSent(app.deps, refund, { channel, at: app.clock.now() });
  return isSent ? ok(refund) : rejected({ code: "not_sent" });
}

async function get(path: string) {
  return await (await app.api(path)).json();
}

async function events(): Promise<readonly string[]> {
  const { data } = await get("/v1/events?limit=100");
  return data.map(({ type }: { type: string }) => type)
    .filter((type: string) => type.startsWith("refund.")).toReversed();
}

async function balances(): Promise<Readonly<Record<string, number>>> {
  const [shared] = await app.deps.load(app.deps.books.shared());
  return Object.fromEntries(
    shared.filter(({ balance }) => balance.fen !== 0)
      .map(({ account, balance }) => [account, balance.fen]),
  );
}

async function payable(): Promise<number> {
  const { merchantNo } = app.merchant.merchant;
  const [balance] = await app.deps.load(
    app.deps.books.balance({ type: "portal", merchantNo }, "payable"),
  );
  return balance.fen;
}

async function returned(channel_order_no: string): Promise<void> {
  const body = JSON.stringify({
    about: "refund",
    channel_order_no,
    amount: CLOSED,
    currency: "CNY",
    answer: { state: "returned", txn_no: "RTN0118" },
  });
  const signature = await createSeal(app.deps.vault).sign("notice", body);
  const headers = { "content-type": "application/json", [SIGNATURE_HEADER]: signature };
  const url = `http://portal.test${paths.notice("sandbox")}`;
  expect((await app.fetch(new Request(url, { method: "POST", body, headers }))).status).toBe(200);
}
