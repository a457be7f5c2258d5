import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { allocate, type SeenLine } from "../../core/bank_line/allocate.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { makeRefund } from "../../core/bank_line/make_refund.ts";
import { returnLine } from "../../core/bank_line/return_line.ts";
import type { Deps } from "../../core/deps.ts";
import type { OrderId } from "../../core/id.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import { placeOrder } from "../../core/order/place_order.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { demoAccount } from "../../start/transfer_settings.ts";
import { bankCsv, type BankRow } from "../support/bank_files.ts";
import { signedBy } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let here: SignedIn;
let placed = 0;
beforeEach(async () => {
  app = await testApp();
  here = await signedIn(app, "reviewer");
});
afterEach(() => app.close());

async function order(amount: number): Promise<{ order_id: OrderId; code: string }> {
  const body = { merchant_order_no: `B-${++placed}`, amount, subject: "茶", transfer: {} };
  const { order_id, transfer } = await (await app.api("/v1/orders", { body })).json();
  return { order_id, code: transfer.remittance_code };
}

/** What came in as the bank says, and what of it waits for a person, as it stands in the files. */
async function arrived(
  rows: readonly BankRow[],
  deps: Deps = app.deps,
): Promise<readonly SeenLine[]> {
  must(await importBankFile(deps, { file: bankCsv(rows), by: byOperator }));
  const given = { state: "suspense", merchantNo: undefined, past: undefined, max: 50 } as const;
  const [lines] = await deps.load(deps.bankLines.page(given));
  return lines.toSorted((a, b) => a.lineNo - b.lineNo);
}

/** Every account that is not the sandbox bank's, in fen on the credit side. */
async function books() {
  const { books } = app.deps;
  const [payable, refunds, shared] = await app.deps.load(
    books.balance(signedBy(app.merchant), "payable"),
    books.balance(signedBy(app.merchant), "refunds"),
    books.shared(),
  );
  return {
    payable: payable.fen,
    refunds: refunds.fen,
    ...Object.fromEntries(
      shared.map(({ mode, account, balance }) => [`${mode} ${account}`, balance.fen]),
    ),
  };
}

const inBooks = (bank: number, suspense: number, payable = 0, refunds = 0) => ({
  payable,
  refunds,
  "test bank:bank_transfer": -bank,
  "test suspense:bank_transfer": suspense,
});

describe("the books", () => {
  it("know what came in, line by line, and each line once", async () => {
    const rows = [{ amount: "1,000.00", ref: "A1" }, { amount: "0.05", ref: "A2" }];
    await arrived(rows);
    expect(await books()).toEqual(inBooks(100_005, 100_005));
    await arrived([...rows, { amount: "3.00", ref: "A3" }]);
    expect(await books()).toEqual(inBooks(100_305, 100_305));
  });

  it("give a number what its code names, out of suspense and of no channel", async () => {
    const { code } = await order(100_000);
    await arrived([
      { amount: "1,000.00", remark: code, ref: "A1" },
      { amount: "1,000.00", remark: code, ref: "A2" },
    ]);
    expect(await books()).toEqual(inBooks(200_000, 100_000, 100_000));
  });

  it("keep in suspense what is over, until it is sent back", async () => {
    const orders = [await order(100_000), await order(250_000)];
    const lines = await arrived([{ amount: "3,000.00" }, { amount: "1,000.00" }]);
    const ids = orders.map(({ order_id }) => order_id);
    must(await allocate(app.deps, { lines, orders: ids, here }));
    expect(await books()).toEqual(inBooks(400_000, 50_000, 350_000));
    const { lineId, version } = lines[1]!;
    must(await returnLine(app.deps, { lineId, version: version + 1, reference: "R1", here }));
    expect(await books()).toEqual(inBooks(350_000, 0, 350_000));
  });

  it("know a refund from the request on, and that the bank gave it back or did not", async () => {
    const { order_id, code } = await order(100_000);
    await arrived([{ amount: "1,000.00", remark: code }]);
    const ask = async (no: string, amount: number) => {
      const body = { merchant_refund_no: no, amount };
      return (await (await app.api(`/v1/orders/${order_id}/refunds`, { body })).json()).refund_id;
    };
    const refundId = await ask("R-1", 30_000);
    expect(await books()).toEqual(inBooks(100_000, 0, 70_000, 30_000));
    must(await makeRefund(app.deps, { refundId, made: { type: "taken_on" }, here }));
    expect(await books()).toEqual(inBooks(100_000, 0, 70_000, 30_000));
    must(await makeRefund(app.deps, { refundId, made: { type: "made", reference: "X" }, here }));
    expect(await books()).toEqual(inBooks(70_000, 0, 70_000));
    const refused = await ask("R-2", 10_000);
    for (const type of ["taken_on", "refused"] as const) {
      must(await makeRefund(app.deps, { refundId: refused, made: { type }, here }));
    }
    expect(await books()).toEqual(inBooks(70_000, 0, 70_000));
  });
});

describe("an account for transfers", () => {
  const taking = (mode: Mode): Deps => ({
    ...app.deps,
    config: {
      ...app.deps.config,
      transferAccount: { mode, payee: demoAccount, channelPayers: [] },
    },
  });

  it("is for numbers of its mode", async () => {
    const command = {
      caller: signedBy(app.merchant),
      merchantOrderNo: "B-0",
      amount: cny(100),
      subject: "茶",
      metadata: {},
      returnUrl: undefined,
      expiresIn: undefined,
      settleMerchantNo: undefined,
      transfer: { buyerName: undefined, payerMustBeBuyer: false },
    };
    const refused = { ok: false, error: { code: "transfers_not_available" } };
    expect(await placeOrder(taking("live"), command)).toEqual(refused);
    expect(await placeOrder(taking("test"), command)).toMatchObject({ ok: true });
  });

  it("pays no order of the other mode, neither by its code nor by a person", async () => {
    const { order_id, code } = await order(100_000);
    const lines = await arrived([{ amount: "1,000.00", remark: code }], taking("live"));
    expect(lines).toMatchObject([{ mode: "live", state: "suspense", reason: "unknown_code" }]);
    expect(await allocate(app.deps, { lines, orders: [order_id], here })).toEqual({
      ok: false,
      error: { code: "transfer_order_not_open", order_id },
    });
    expect(await books()).toEqual({
      payable: 0,
      refunds: 0,
      "live bank:bank_transfer": -100_000,
      "live suspense:bank_transfer": 100_000,
    });
  });
});
