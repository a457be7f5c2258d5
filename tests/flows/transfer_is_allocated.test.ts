import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { allocate, type SeenLine } from "../../core/bank_line/allocate.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { makeRefund } from "../../core/bank_line/make_refund.ts";
import { returnLine } from "../../core/bank_line/return_line.ts";
import type { OrderId, RefundId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { bankCsv, type BankRow, BUYER } from "../support/bank_files.ts";
import { must } from "../support/fixtures.ts";
import { joined, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let here: SignedIn;
let other: SignedIn;
let placed = 0;
beforeEach(async () => {
  app = await testApp();
  here = await signedIn(app, "reviewer");
  other = await signedIn(app, "reviewer");
});
afterEach(() => app.close());

async function order(amount: number): Promise<{ order_id: OrderId; code: string }> {
  const answer = await app.api("/v1/orders", {
    body: {
      merchant_order_no: `B2B-${++placed}`,
      amount,
      subject: "茶叶",
      transfer: { buyer_name: BUYER },
    },
  });
  const { order_id, transfer } = await answer.json();
  return { order_id, code: transfer.remittance_code };
}

async function inSuspense(...rows: readonly BankRow[]): Promise<readonly SeenLine[]> {
  must(await importBankFile(app.deps, { file: bankCsv(rows), by: byOperator }));
  const [lines] = await app.deps.load(
    app.deps.bankLines.page({
      state: "suspense",
      merchantNo: undefined,
      past: undefined,
      max: 50,
    }),
  );
  return lines.toSorted((a, b) => a.lineNo - b.lineNo);
}

/** At what this member of the staff has looked unmasked, as it is on record. */
async function looksOf(staffId: string) {
  const [looks] = await app.deps.load({
    statement: {
      sql: `select data from events where type = 'audit.unmasked' and "by" = ? order by seq`,
      args: [`staff:${staffId}`],
    },
    read: (rows) => rows.map(({ data }) => JSON.parse(String(data))),
  });
  return looks.map(({ of, fields }) => ({ of, fields }));
}

const stateOf = async (orderId: string) =>
  (await (await app.api(`/v1/orders/${orderId}`)).json()).state;
const lineOf = async ({ lineId }: SeenLine) =>
  (await app.deps.load(app.deps.bankLines.byId(lineId)))[0];

describe("money in suspense", () => {
  it("pays many orders from many lines, and what is over stays", async () => {
    const orders = [await order(100_000), await order(250_000)];
    const lines = await inSuspense({ amount: "3,000.00" }, { amount: "1,000.00" });
    const done = await allocate(app.deps, {
      lines,
      orders: orders.map(({ order_id }) => order_id),
      here,
    });
    expect(must(done)).toEqual({ type: "done" });
    for (const { order_id } of orders) expect(await stateOf(order_id)).toBe("paid");
    expect(await lineOf(lines[0]!)).toMatchObject({
      state: "settled",
      allocated: { fen: 300_000 },
    });
    expect(await lineOf(lines[1]!)).toMatchObject({
      state: "suspense",
      allocated: { fen: 50_000 },
    });
    expect((await app.deps.load(app.deps.bankLines.suspense()))[0]).toEqual({
      lines: 1,
      fen: 50_000,
    });
  });

  it("pays nothing in part, and takes no line that is not needed", async () => {
    const { order_id } = await order(100_001);
    const [line] = await inSuspense({ amount: "1,000.00" });
    const short = await allocate(app.deps, { lines: [line!], orders: [order_id], here });
    expect(short).toEqual({ ok: false, error: { code: "allocation_too_little", missing: 1 } });
    const enough = await order(100_000);
    const [one, two] = await inSuspense({ amount: "1,000.00", ref: "B1" });
    const spare = await allocate(app.deps, {
      lines: [one!, two!],
      orders: [enough.order_id],
      here,
    });
    expect(spare).toMatchObject({ ok: false, error: { code: "bank_line_not_needed" } });
    expect([await stateOf(order_id), await stateOf(enough.order_id)]).toEqual(["open", "open"]);
  });

  it("is allocated once when two people allocate at once", async () => {
    const [one, two] = [await order(100_000), await order(100_000)];
    const lines = await inSuspense({ amount: "1,000.00" });
    const answers = await Promise.all([
      allocate(app.deps, { lines, orders: [one.order_id], here }),
      allocate(app.deps, { lines, orders: [two.order_id], here: other }),
    ]);
    expect(answers.filter((each) => each.ok)).toHaveLength(1);
    expect(answers.find((each) => !each.ok)).toMatchObject({
      error: { code: "bank_line_changed" },
    });
    const states = [await stateOf(one.order_id), await stateOf(two.order_id)];
    expect(states.toSorted()).toEqual(["open", "paid"]);
  });

  it("pays no order that is closed at the same moment", async () => {
    const { order_id } = await order(100_000);
    const lines = await inSuspense({ amount: "1,000.00" });
    const [allocated, closed] = await Promise.all([
      allocate(app.deps, { lines, orders: [order_id], here }),
      app.api(`/v1/orders/${order_id}/closure`, { body: {} }),
    ]);
    const state = await stateOf(order_id);
    expect([allocated.ok, closed.status]).toEqual(state === "paid" ? [true, 409] : [false, 200]);
    expect((await lineOf(lines[0]!))?.state).toBe(state === "paid" ? "settled" : "suspense");
  });

  it("takes two people from ¥50,000 on, and what has changed meanwhile pays nothing", async () => {
    const { order_id } = await order(5_000_000);
    const lines = await inSuspense({ amount: "50,000.00" });
    const done = must(await allocate(app.deps, { lines, orders: [order_id], here }));
    if (done.type !== "proposed") throw new Error("Expected a proposal");
    expect(await stateOf(order_id)).toBe("open");
    const { proposalId, digest } = done.proposal;
    const alone = await confirmProposal(app.deps, { proposalId, digest, here });
    expect(alone).toEqual({ ok: false, error: { code: "second_person_needed" } });
    must(await confirmProposal(app.deps, { proposalId, digest, here: other }));
    expect(await stateOf(order_id)).toBe("paid");

    const again = await order(5_000_000);
    const [line] = await inSuspense({ amount: "50,000.00", ref: "B2" });
    const first = must(
      await allocate(app.deps, { lines: [line!], orders: [again.order_id], here }),
    );
    if (first.type !== "proposed") throw new Error("Expected a proposal");
    const small = await order(100);
    must(await allocate(app.deps, { lines: [line!], orders: [small.order_id], here }));
    const late = await confirmProposal(app.deps, { ...first.proposal, here: other });
    expect(late).toMatchObject({ ok: false, error: { code: "bank_line_changed" } });
    expect(await stateOf(again.order_id)).toBe("open");
  });

  it("is sent back once, and what was sent back pays nothing", async () => {
    const { order_id } = await order(100_000);
    const lines = await inSuspense({ amount: "1,000.00" });
    const [line] = lines;
    const back = () => returnLine(app.deps, { ...line!, reference: "R1", here });
    const answers = await Promise.all([back(), back()]);
    expect(answers.filter((each) => each.ok)).toHaveLength(1);
    expect(await lineOf(line!)).toMatchObject({ state: "settled", returned: { fen: 100_000 } });
    const allocated = await allocate(app.deps, { lines, orders: [order_id], here });
    expect(allocated).toMatchObject({ ok: false, error: { code: "bank_line_changed" } });
  });
});

describe("a refund of a transfer", () => {
  async function requested(): Promise<RefundId> {
    const { order_id, code: remark } = await order(100_000);
    await inSuspense({ amount: "1,000.00", remark, ref: "A1" });
    const answer = await app.api(`/v1/orders/${order_id}/refunds`, {
      body: { merchant_refund_no: `R-${placed}`, amount: 40_000 },
    });
    expect(answer.status).toBe(201);
    await app.settle();
    return (await answer.json()).refund_id;
  }

  const refundState = async (id: string) =>
    (await (await app.api(`/v1/refunds/${id}`)).json()).state;

  it("waits for a person, is taken on by one, and is told once it was made", async () => {
    const refundId = await requested();
    expect(await refundState(refundId)).toBe("requested");
    const person = await joined(app, "reviewer");
    const html = await (await person.ask(paths.opsTransferRefunds())).text();
    for (const text of [BUYER, "6210000000000001", "¥400.00"].map((each) => each.slice(1))) {
      expect(html).toContain(text);
    }
    expect(await looksOf(person.staff.staffId)).toEqual([
      { of: expect.stringMatching(/^bln_/), fields: ["account_holder", "account_no"] },
    ]);
    const early = await makeRefund(app.deps, {
      refundId,
      made: { type: "made", reference: "X1" },
      here,
    });
    expect(early).toMatchObject({ ok: false, error: { code: "refund_moved_on" } });
    const takes = [here, other].map((each) =>
      makeRefund(app.deps, { refundId, made: { type: "taken_on" }, here: each })
    );
    expect((await Promise.all(takes)).filter((each) => each.ok)).toHaveLength(1);
    const made = { type: "made", reference: "X1" } as const;
    must(await makeRefund(app.deps, { refundId, made, here }));
    expect(await refundState(refundId)).toBe("succeeded");
    const events = await (await app.api("/v1/events?type=refund.succeeded")).json();
    expect(events.data).toHaveLength(1);
  });

  it("that the bank refused can be asked for again", async () => {
    const refundId = await requested();
    must(await makeRefund(app.deps, { refundId, made: { type: "taken_on" }, here }));
    must(await makeRefund(app.deps, { refundId, made: { type: "refused" }, here }));
    expect(await refundState(refundId)).toBe("failed");
  });
});

describe("the desk's pages of bank lines", () => {
  it("import a file, show what is wrong with one, and pay an order by a suggestion", async () => {
    const person = await joined(app, "reviewer");
    const { order_id } = await order(88_800);
    const file = bankCsv([{ amount: "888.00", remark: "茶款" }]);
    const send = async (bytes: Uint8Array) => {
      const form = new FormData();
      form.set("file", new File([new Uint8Array(bytes)], "十一月.csv"));
      return await app.fetch(
        new Request(`http://portal.test${paths.opsBankFiles()}`, {
          method: "POST",
          body: form,
          headers: { Cookie: person.cookie(), Origin: "http://portal.test" },
        }),
      );
    };
    const wrong = await send(file.bytes.slice(0, file.bytes.length - 60));
    expect(wrong.status).toBe(422);
    const list = await send(file.bytes);
    expect(list.status).toBe(303);
    const after = await (await person.ask(list.headers.get("location") ?? "")).text();
    expect(after).toContain("One line imported, ¥888.00 in all.");
    const place = /\/ops\/bank_lines\/bln_\w+/.exec(after)?.[0] ?? "";
    const page = await (await person.ask(place)).text();
    expect(page).toContain(`value="${order_id}"`);
    expect(page).toContain(BUYER);
    expect(await looksOf(person.staff.staffId)).toEqual([
      { of: place.split("/").at(-1), fields: ["account_holder", "account_no"] },
    ]);
    const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? "";
    await person.confirm();
    const paid = await person.ask(`${place}/allocation`, { version, order: order_id });
    expect([paid.status, await stateOf(order_id)]).toEqual([303, "paid"]);
    const stale = await person.ask(`${place}/allocation`, { version, order: order_id });
    expect(stale.status).toBe(422);
  });
});
