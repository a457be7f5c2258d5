import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { chargedOn, corrected, type Payer, payerWithContract } from "../support/disputes.ts";
import { joined } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const TXN_NO = "202611201402031906248";

let app: TestApp;
let payer: Payer;
let deductionId: string;
beforeEach(async () => {
  app = await testApp();
  payer = await payerWithContract(app);
  deductionId = await chargedOn(app, payer.contractId, 1_000);
  for (
    const sql of [
      "update deductions set channel_txn_no = ?",
      "update sandbox_deductions set txn_no = ?",
    ]
  ) await app.deps.write(unitOf(sql, TXN_NO));
});
afterEach(() => app.close());

describe("a chargeback of what had gone back already", () => {
  it("is claimed of the channel: of what was taken twice, and no more", async () => {
    await refunded("R-1", 600);
    await corrected(app, TXN_NO, -700);
    expect(await claims("open")).toMatchObject([{ amount: { fen: 300 }, version: 1 }]);
    await corrected(app, TXN_NO, -300);
    expect(await claims("open")).toMatchObject([{ amount: { fen: 600 }, version: 2 }]);
  });

  it("is none where nothing went back before, or what is left was taken", async () => {
    await refunded("R-1", 600);
    await corrected(app, TXN_NO, -400);
    expect(await claims("open")).toEqual([]);
  });

  it("counts a refund that is asked for in the same moment, whoever is first", async () => {
    const [answer] = await Promise.all([
      app.api(`/v1/deductions/${deductionId}/refunds`, {
        body: { merchant_refund_no: "R-1", amount: 1_000 },
      }),
      corrected(app, TXN_NO, -1_000),
    ]);
    await app.settle();
    const twice = answer.status === 201 ? [{ amount: { fen: 1_000 } }] : [];
    expect(await claims("open")).toMatchObject(twice);
  });

  it("waits at the desk until a person has claimed it, and ends once the channel gives it again", async () => {
    await refunded("R-1", 1_000);
    await corrected(app, TXN_NO, -1_000);
    const person = await joined(app, "reviewer");
    expect(await (await person.ask("/ops")).text()).toContain(paths.opsClaims());
    const html = await (await person.ask(paths.opsClaims())).text();
    expect(html).toContain("10.00</span></h2>");
    const [claim] = await claims("open");
    const path = paths.opsClaim(claim!.claimId);
    const none = await person.ask(path, { act: "sent", version: "1" });
    expect(none.status).toBe(422);
    const fields = { act: "sent", version: "1", reference: "ZQK-118" };
    expect((await person.ask(path, fields)).status).toBe(303);
    expect((await person.ask(path, fields)).status).toBe(422);
    expect(await claims("sent")).toMatchObject([{ reference: "ZQK-118", version: 2 }]);
    await corrected(app, TXN_NO, 400);
    expect(await claims("sent")).toMatchObject([{ amount: { fen: 600 } }]);
    await corrected(app, TXN_NO, 600);
    expect(await claims("won")).toMatchObject([{ amount: { fen: 0 } }]);
  });

  it("may be given up with a reason, and comes back when more is taken", async () => {
    await refunded("R-1", 600);
    await corrected(app, TXN_NO, -700);
    const person = await joined(app, "reviewer");
    const [claim] = await claims("open");
    const path = paths.opsClaim(claim!.claimId);
    const fields = { act: "dropped", version: "1", reason: "渠道不受理" };
    expect((await person.ask(path, { ...fields, reason: "" })).status).toBe(422);
    expect((await person.ask(path, fields)).status).toBe(303);
    expect(await claims("dropped")).toMatchObject([{ why: "渠道不受理" }]);
    await corrected(app, TXN_NO, -300);
    expect(await claims("open")).toMatchObject([{ amount: { fen: 600 } }]);
  });
});

describe("what a line of corrections says", () => {
  it("moves money only of a chargeback or its return: any other kind is for people", async () => {
    const before = await payable();
    for (const code of ["E32", "E74", "E73", "E05", "S22", "E99"]) {
      await corrected(app, TXN_NO, -100, { code });
    }
    // Where its code and its money say different things, neither is believed.
    await corrected(app, TXN_NO, -100, { code: "E24" });
    await corrected(app, TXN_NO, 100, { code: "E23" });
    expect(await payable()).toBe(before);
    expect(await (await app.api("/v1/disputes")).json()).toMatchObject({ data: [] });
    const [found] = await app.deps.load(
      app.deps.differences.list({ state: "open", past: undefined, max: 20 }),
    );
    expect(found).toHaveLength(8);
  });

  it("gives back of the fee what it names, and takes it again", async () => {
    const before = await payable();
    await corrected(app, TXN_NO, -1_000, { fee: 6 });
    expect(await payable()).toBe(before - 994);
    await corrected(app, TXN_NO, 1_000, { fee: -6 });
    expect(await payable()).toBe(before);
  });

  it("is for people where its fee cannot be one", async () => {
    await corrected(app, TXN_NO, -1_000, { fee: -6 });
    expect(await (await app.api("/v1/disputes")).json()).toMatchObject({ data: [] });
  });
});

async function refunded(merchant_refund_no: string, amount: number): Promise<void> {
  const body = { merchant_refund_no, amount };
  const answer = await app.api(`/v1/deductions/${deductionId}/refunds`, { body });
  expect(answer.status).toBe(201);
  await app.settle();
}

async function claims(state: "open" | "sent" | "won" | "dropped") {
  const [found] = await app.deps.load(app.deps.claims.ofState(state, 10));
  return found;
}

async function payable(): Promise<number> {
  const { merchantNo } = app.merchant.merchant;
  const [balance] = await app.deps.load(
    app.deps.books.balance({ type: "portal", merchantNo }, "payable"),
  );
  return balance.fen;
}
