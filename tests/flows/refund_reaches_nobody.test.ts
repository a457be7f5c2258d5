import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseId, type ProposalId, type RefundId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import type { Refund } from "../../core/refund/refund.ts";
import { commitSent } from "../../core/refund/send_refunds.ts";
import { ok, rejected } from "../../core/result.ts";
import { days } from "../../core/time.ts";
import { must } from "../support/fixtures.ts";
import { importZm } from "../support/reconciled.ts";
import { tempFolder } from "../support/server.ts";
import { built, settlesAt } from "../support/settlements.ts";
import { joined } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import {
  balances,
  CAME_BACK,
  CLOSED,
  digestAt,
  get,
  named,
  orderOf,
  type Person,
  refunded,
  refundEvents,
  returned,
  versionOf,
} from "../support/unclaimed.ts";

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
    const { refundId, orderId } = await refunded(app, amount);
    expect(await get(app, `/v1/refunds/${refundId}`)).toMatchObject({
      state: "processing",
      failure: null,
      undelivered: { code: "card_closed", since: expect.any(String) },
    });
    expect(await get(app, `/v1/orders/${orderId}`)).toMatchObject({ refunded_amount: amount });
    expect(await refundEvents(app)).toEqual(told);
    // The channel owes what it gave back, which is its payer's; the merchant is owed what is left.
    expect(await balances(app)).toEqual({
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
    const { refundId } = await refunded(app, CLOSED);
    const [li, chen] = [await joined(app, "admin"), await joined(app, "admin")];
    expect(await (await li.ask("/ops")).text()).toContain(paths.opsUnclaimed());
    expect(await (await li.ask(paths.opsUnclaimed())).text()).toContain("The card is closed");
    const way = paths.opsUnclaimedWay(refundId);
    const fields = { ...account, way: "payout", reason: "付款人来电，已核对", version: "3" };
    for (const wrong of [{ bank: "" }, { holder: "" }, { account_no: "12" }, { reason: "" }]) {
      expect((await li.ask(way, { ...fields, ...wrong })).status).toBe(422);
    }
    const version = await versionOf(app, refundId);
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
    expect(await balances(app)).toMatchObject({ "unclaimed:sandbox": CLOSED });

    // It goes to the bank as batches do: chosen for a run, in the file for the bank, and paid when two people say so.
    expect(await refundEvents(app)).toEqual(["refund.undelivered"]);
    const chosen = `${refundId}.${CLOSED}`;
    expect(await (await li.ask(paths.opsSettlements())).text()).toContain(`value="${chosen}"`);
    const run = await confirmedBy(chen, await li.ask(paths.opsSettlementRuns(), { batch: chosen }));
    const file = await li.ask(paths.opsSettlementRunFile(run), {});
    expect(await file.text()).toContain("6222000000000033");
    expect(await (await li.ask(paths.opsUnclaimed())).text()).toContain("/ops/payouts/pyo_");
    expect((await li.ask(way, { ...fields, version: `${await versionOf(app, refundId)}` })).status)
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
    expect(await get(app, `/v1/refunds/${refundId}`)).toMatchObject({
      state: "succeeded",
      undelivered: null,
    });
    expect(await refundEvents(app)).toEqual(["refund.undelivered", "refund.delivered"]);
    expect(await balances(app)).toEqual({
      "channel:sandbox": CLOSED - 900_000,
      "in_transit:sandbox": -CLOSED,
      "reserve:institution": CLOSED,
    });
    expect(await payable()).toBe(900_000 - CLOSED);
  });

  it("is sent again under another number, and arrives or waits again", async () => {
    const { refundId } = await refunded(app, CLOSED);
    await decided(refundId, "resend");
    // The sandbox refuses this amount every time.
    expect(await get(app, `/v1/refunds/${refundId}`)).toMatchObject({
      state: "processing",
      undelivered: { code: "card_closed" },
    });
    expect(await balances(app)).toMatchObject({ "unclaimed:sandbox": CLOSED });
    expect(await refundEvents(app)).toEqual(["refund.undelivered", "refund.undelivered"]);
  });

  it("is delivered by the channel when it says so of what was sent again", async () => {
    const { refundId } = await refunded(app, CLOSED);
    // The sandbox refuses this amount every time, so it is stopped before it is asked again.
    const [li, chen] = [await joined(app, "admin"), await joined(app, "admin")];
    const path = await proposed(li, refundId, "resend");
    const digest = await digestAt(chen, path);
    expect((await chen.ask(`${path}/confirmation`, { digest })).status).toBe(303);
    const [resent] = await app.deps.load(app.deps.refunds.byId(refundId));
    expect(resent?.state).toBe("requested");
    must(await sentAgain(resent!));
    await returned(app, resent!.channelOrderNo);
    expect(await get(app, `/v1/refunds/${refundId}`)).toMatchObject({
      state: "succeeded",
      undelivered: null,
    });
    expect(await refundEvents(app)).toEqual(["refund.undelivered", "refund.delivered"]);
    expect(await balances(app)).toEqual({ "channel:sandbox": CLOSED - 900_000 });
  });

  it("is cleared with what its number is settled, though no file of the channel's has it", async () => {
    await settlesAt(app);
    const { orderNo } = await refunded(app, CLOSED);
    await importZm(app, [{ orderNo, amount: 900_000, traceTime: "1120093000" }], "261120");
    app.clock.advance(days(4));
    const [batch] = await built(app);
    expect(batch).toMatchObject({
      normal: { count: 2, amount: { fen: 900_000 - CLOSED } },
      paid: { fen: 900_000 - CLOSED },
    });
  });

  it("is found by verify where its row and the books do not agree", async () => {
    await refunded(app, CLOSED);
    const found = await named(
      databaseUrl,
      "update refunds set stranded_line = null, stranded_at = null, stranded_because = null",
    );
    expect(found).toContain("unclaimed money that differs from refunds that reached nobody");
    expect(found).toContain("a channel that owes other than came in less what went back");
    expect(await named(databaseUrl, "update refunds set payout_reference = 'BK-1'")).toContain(
      "a reserve that differs from what came in less what was paid out",
    );
  });

  it("holds for money that came too late as well", async () => {
    const placed = await orderOf(app, CLOSED);
    await app.api(`/v1/test_helpers/orders/${placed.order_id}/payment`, {
      body: { outcome: "late" },
    });
    await app.api(`/v1/orders/${placed.order_id}/closure`, { method: "POST" });
    await app.settle();
    expect(await balances(app)).toEqual({
      "channel:sandbox": -CLOSED,
      "unclaimed:sandbox": CLOSED,
    });
  });
});

async function proposed(li: Person, refundId: RefundId, way: "payout" | "resend") {
  const fields = {
    ...account,
    way,
    reason: "已核对",
    version: `${await versionOf(app, refundId)}`,
  };
  const answer = await li.ask(paths.opsUnclaimedWay(refundId), fields);
  expect(answer.status).toBe(303);
  return answer.headers.get("location")!;
}

async function decided(refundId: RefundId, way: "payout" | "resend"): Promise<void> {
  const [li, chen] = [await joined(app, "admin"), await joined(app, "admin")];
  const path = await proposed(li, refundId, way);
  const digest = await digestAt(chen, path);
  expect((await chen.ask(`${path}/confirmation`, { digest })).status).toBe(303);
  await app.settle();
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

/** As it is sent, without the bank being asked. */
async function sentAgain(refund: Refund) {
  const channel = app.deps.channels.sandbox!;
  const isSent = await commitSent(app.deps, refund, { channel, at: app.clock.now() });
  return isSent ? ok(refund) : rejected({ code: "not_sent" });
}

async function payable(): Promise<number> {
  const { merchantNo } = app.merchant.merchant;
  const [balance] = await app.deps.load(
    app.deps.books.balance({ type: "portal", merchantNo }, "payable"),
  );
  return balance.fen;
}
