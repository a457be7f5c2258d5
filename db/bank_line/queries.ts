import { asc, desc, eq, sql } from "drizzle-orm";
import type {
  BankFile,
  BankLine,
  BankLineState,
  SuspenseReason,
} from "../../core/bank_line/bank_line.ts";
import type { Allocation, BankLineStore, CodeOwner } from "../../core/bank_line/bank_line_store.ts";
import type {
  BankFileId,
  BankLineId,
  MerchantNo,
  OrderId,
  PaymentId,
  PayoutId,
  ReceiptId,
} from "../../core/id.ts";
import type { Mode } from "../../core/merchant/merchant.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { type BusinessDay, instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack, type Packing } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { readOrder } from "../order/queries.ts";
import { orders } from "../order/table.ts";
import { readRefund } from "../refund/queries.ts";
import { refunds } from "../refund/table.ts";
import { bankAllocations, bankFiles, bankLines } from "./table.ts";

const at = sql.placeholder;
const code = sql`json_extract(${orders.transfer}, '$.remittanceCode')`;

function readFile(row: Row): BankFile {
  const columns = new Columns(row);
  return {
    fileId: columns.text("file_id") as BankFileId,
    name: columns.text("name"),
    sha256: columns.text("sha256"),
    accountNo: columns.text("account_no"),
    lines: columns.int("lines"),
    known: columns.int("known"),
    amount: cny(columns.int("amount")),
    importedAt: instant(columns.int("imported_at")),
    version: 1,
  };
}

function readLine(row: Row): BankLine {
  const columns = new Columns(row);
  return {
    lineId: columns.text("line_id") as BankLineId,
    fileId: columns.text("file_id") as BankFileId,
    lineNo: columns.int("line_no"),
    accountNo: columns.text("account_no"),
    mode: columns.text("mode") as Mode,
    bookedOn: columns.text("booked_on") as BusinessDay,
    amount: cny(columns.int("amount")),
    sealedPayer: columns.text("sealed_payer"),
    remark: columns.text("remark"),
    bankRef: columns.textOrNone("bank_ref"),
    code: columns.textOrNone("code"),
    orderId: columns.textOrNone("order_id") as OrderId | undefined,
    merchantNo: columns.textOrNone("merchant_no") as MerchantNo | undefined,
    state: columns.text("state") as BankLineState,
    reason: columns.textOrNone("reason") as SuspenseReason | undefined,
    allocated: cny(columns.int("allocated")),
    returned: cny(columns.int("returned")),
    receiptId: columns.textOrNone("receipt_id") as ReceiptId | undefined,
    payoutId: columns.textOrNone("payout_id") as PayoutId | undefined,
    version: columns.int("version"),
  };
}

function readAllocation(row: Row): Allocation {
  const columns = new Columns(row, "a_");
  return {
    line: readLine(row),
    orderId: columns.text("order_id") as OrderId,
    paymentId: columns.text("payment_id") as PaymentId,
    amount: cny(columns.int("amount")),
  };
}

const file = pack([bankFiles, ""]);
const fileBySha256 = prepare(
  build.select(file.fields).from(bankFiles).where(eq(bankFiles.sha256, at("sha256"))),
);
const fileById = prepare(
  build.select(file.fields).from(bankFiles).where(eq(bankFiles.fileId, at("fileId"))),
);

const line = pack([bankLines, ""]);
const select = () => build.select(line.fields).from(bankLines);
const byId = prepare(select().where(eq(bankLines.lineId, at("lineId"))));
const TWO = 2;
const byReference = prepare(
  select().where(
    sql`(${bankLines.bankRef} = ${at("reference")} or ${bankLines.lineId} = ${
      at("reference")
    }) and ${bankLines.mode} = ${at("mode")} and ${bankLines.amount} = ${at("fen")}
    and ${bankLines.state} <> 'settled' and ${bankLines.allocated} + ${bankLines.returned} = 0`,
  )
    .limit(TWO),
);
const joinedToReceipt = prepare(select().where(eq(bankLines.receiptId, at("of"))));
const joinedToPayout = prepare(select().where(eq(bankLines.payoutId, at("of"))));
const byIds = prepare<{ ids: string }>(
  select().where(sql`${bankLines.lineId} in (select value from json_each(${at("ids")}))`)
    .orderBy(asc(bankLines.lineId)),
);
const unseen = prepare(
  select().where(sql`${bankLines.state} = 'new'`).orderBy(
    asc(bankLines.fileId),
    asc(bankLines.lineNo),
  )
    .limit(at("max")),
);
const beyond = sql`${bankLines.state} = ${at("state")} and ${bankLines.lineId} < ${at("past")}`;
const page = prepare(select().where(beyond).orderBy(desc(bankLines.lineId)).limit(at("max")));
const pageOfMerchant = prepare(
  select().where(sql`${bankLines.merchantNo} = ${at("merchantNo")} and ${beyond}`)
    .orderBy(desc(bankLines.lineId)).limit(at("max")),
);

const allocation = pack([bankLines, ""], [bankAllocations, "a_"]);
const allocationsWhere = (column: "lineId" | "paymentId") =>
  prepare<{ of: string }>(
    build.select(allocation.fields).from(bankAllocations)
      .innerJoin(bankLines, eq(bankLines.lineId, bankAllocations.lineId))
      .where(eq(bankAllocations[column], at("of"))).orderBy(asc(bankLines.lineId)),
  );
const ofLine = allocationsWhere("lineId");
const ofPayment = allocationsWhere("paymentId");

const identity: Packing = {
  columns: ["identity"],
  fields: { row: sql`json_array(${bankLines.identity})`.as("row") },
};
const known = prepare<{ accountNo: string; identities: string }>(
  build.select(identity.fields).from(bankLines).where(
    sql`${bankLines.accountNo} = ${at("accountNo")}
      and ${bankLines.identity} in (select value from json_each(${at("identities")}))`,
  ),
);

const owner: Packing = {
  columns: ["code", "order_id", "merchant_no"],
  fields: { row: sql`json_array(${code}, ${orders.orderId}, ${orders.merchantNo})`.as("row") },
};
const ownersOf = prepare<{ codes: string }>(
  build.select(owner.fields).from(orders).where(
    sql`${orders.transfer} is not null
      and ${code} in (select value from json_each(${at("codes")}))`,
  ),
);

const left: Packing = {
  columns: ["lines", "fen"],
  fields: {
    row: sql`json_array(count(*), coalesce(sum(${bankLines.amount} - ${bankLines.allocated}
      - ${bankLines.returned}), 0))`.as("row"),
  },
};
const suspense = prepare(
  build.select(left.fields).from(bankLines).where(sql`${bankLines.state} = 'suspense'`),
);

const order = pack([orders, "o_"]);
const candidates = prepare<{ orderId: string; fen: number; buyerName: string; max: number }>(
  build.select(order.fields).from(orders).where(
    sql`${orders.transfer} is not null and ${orders.state} = 'open' and (
      ${orders.orderId} = ${at("orderId")} or ${orders.amount} = ${at("fen")}
      or json_extract(${orders.transfer}, '$.buyerName') = ${at("buyerName")})`,
  ).orderBy(
    sql`${orders.orderId} = ${at("orderId")} desc, ${orders.amount} = ${at("fen")} desc,
      ${orders.orderId} desc`,
  ).limit(at("max")),
);

const refund = pack([refunds, ""]);
const toMake = prepare(
  build.select(refund.fields).from(refunds).where(
    sql`${refunds.channel} = 'bank_transfer' and ${refunds.state} in ('requested', 'processing')`,
  ).orderBy(asc(refunds.refundId)).limit(at("max")),
);

/** After every id. */
const END = "~";

export const bankLineStore: BankLineStore = {
  fileBySha256: (sha256) => first(file, fileBySha256({ sha256 }), readFile),
  fileById: (fileId) => first(file, fileById({ fileId }), readFile),
  known: (accountNo, identities) =>
    all(
      identity,
      known({ accountNo, identities: JSON.stringify(identities) }),
      (row) => new Columns(row).text("identity"),
    ),
  ownersOf: (codes) =>
    all(owner, ownersOf({ codes: JSON.stringify(codes) }), (row): CodeOwner => {
      const columns = new Columns(row);
      return {
        code: columns.text("code"),
        orderId: columns.text("order_id") as OrderId,
        merchantNo: columns.text("merchant_no") as MerchantNo,
      };
    }),
  byId: (lineId) => first(line, byId({ lineId }), readLine),
  byReference: (of) => {
    const found = all(line, byReference({ ...of }), readLine);
    return { ...found, read: (rows) => onlyOne(found.read(rows)) };
  },
  joinedTo: (of) =>
    first(line, of.startsWith("rcp_") ? joinedToReceipt({ of }) : joinedToPayout({ of }), readLine),
  byIds: (ids) => all(line, byIds({ ids: JSON.stringify(ids) }), readLine),
  unseen: (max) => all(line, unseen({ max }), readLine),
  page: ({ state, merchantNo, past = END, max }) =>
    all(
      line,
      merchantNo === undefined
        ? page({ state, past, max })
        : pageOfMerchant({ state, merchantNo, past, max }),
      readLine,
    ),
  suspense: () => {
    const found = first(left, suspense({}), (row) => {
      const columns = new Columns(row);
      return { lines: columns.int("lines"), fen: columns.int("fen") };
    });
    return { ...found, read: (rows) => found.read(rows) ?? { lines: 0, fen: 0 } };
  },
  candidates: ({ orderId = "", fen, buyerName }, max) =>
    all(order, candidates({ orderId, fen, buyerName, max }), readOrder),
  refundsToMake: (max) => all(refund, toMake({ max }), (found) => readRefund(found)),
  allocationsOf: (of) =>
    all(allocation, of.startsWith("bln_") ? ofLine({ of }) : ofPayment({ of }), readAllocation),
};

function onlyOne<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
