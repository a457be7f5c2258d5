import { desc, eq, sql } from "drizzle-orm";
import type { CommonReason } from "../../core/channel/failure_reason.ts";
import { cny } from "../../core/money.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../../db/engine/columns.ts";
import { all, first } from "../../db/engine/query.ts";
import { build, prepare } from "../../db/engine/statement.ts";
import type { PersonNo } from "../bank/persons.ts";
import type { Debit, PurseRefund, PurseStore } from "../bank/purse.ts";
import { sandboxDebits, sandboxPurseRefunds, sandboxPurses } from "./schema.ts";

const at = sql.placeholder;

const ofPerson = prepare(
  build.select().from(sandboxPurses).where(eq(sandboxPurses.personNo, at("personNo"))),
);
const debitByNo = prepare(
  build.select().from(sandboxDebits).where(eq(sandboxDebits.number, at("number"))),
);
const debitByTxnNo = prepare(
  build.select().from(sandboxDebits).where(eq(sandboxDebits.txnNo, at("txnNo"))),
);
const debitsOf = prepare(
  build.select().from(sandboxDebits).where(eq(sandboxDebits.personNo, at("personNo")))
    .orderBy(desc(sandboxDebits.at)).limit(at("max")),
);
const refundByNo = prepare(
  build.select().from(sandboxPurseRefunds).where(eq(sandboxPurseRefunds.number, at("number"))),
);
const begin = prepare(
  build.insert(sandboxPurses).values({ personNo: at("personNo"), fen: at("fen") })
    .onConflictDoNothing(),
);
const move = prepare(
  build.update(sandboxPurses).set({ fen: sql`fen + ${at("fen")}` })
    .where(eq(sandboxPurses.personNo, at("personNo"))),
);
const insertDebit = prepare<Record<keyof typeof sandboxDebits.$inferInsert, unknown>>(
  build.insert(sandboxDebits).values({
    number: at("number"),
    personNo: at("personNo"),
    amount: at("amount"),
    refunded: at("refunded"),
    payee: at("payee"),
    subject: at("subject"),
    state: at("state"),
    reason: at("reason"),
    txnNo: at("txnNo"),
    at: at("at"),
  }),
);
const giveBack = prepare(
  build.update(sandboxDebits).set({ refunded: sql`refunded + ${at("fen")}` })
    .where(eq(sandboxDebits.number, at("number"))),
);
const insertRefund = prepare<Record<keyof typeof sandboxPurseRefunds.$inferInsert, unknown>>(
  build.insert(sandboxPurseRefunds).values({
    number: at("number"),
    debitNo: at("debitNo"),
    amount: at("amount"),
    state: at("state"),
    txnNo: at("txnNo"),
  }),
);

export const purseStore: PurseStore = {
  of: (personNo) => first(ofPerson({ personNo }), (row) => cny(new Columns(row).int("fen"))),
  debit: (number) => first(debitByNo({ number }), readDebit),
  debitByTxnNo: (txnNo) => first(debitByTxnNo({ txnNo }), readDebit),
  debitsOf: (personNo, max) => all(debitsOf({ personNo, max }), readDebit),
  refund: (number) => first(refundByNo({ number }), readRefund),
  keepDebit: (debit, before) => {
    const { number, amount, payee, subject, state, at } = debit;
    const personNo = debit.state === "closed" ? undefined : debit.personNo;
    const reason = debit.state === "declined" ? debit.reason : undefined;
    const txnNo = debit.state === "paid" ? debit.txnNo : undefined;
    const row = { number, payee, subject, state, at, personNo, reason, txnNo };
    return {
      ...keptOnce("sandbox_debits", number),
      statements: [
        insertDebit({ ...row, amount: amount.fen, refunded: 0 }),
        ...(debit.state === "paid"
          ? [
            begin({ personNo: debit.personNo, fen: before.fen }),
            move({ personNo: debit.personNo, fen: -amount.fen }),
          ]
          : []),
      ],
    };
  },
  keepRefund: (refund) => {
    const { number, amount: { fen }, state } = refund;
    const back = refund.state === "returned" ? refund : undefined;
    const row = { number, amount: fen, state, debitNo: back?.debit.number, txnNo: back?.txnNo };
    return {
      ...keptOnce("sandbox_purse_refunds", number),
      statements: [
        insertRefund(row),
        ...(back
          ? [
            giveBack({ number: back.debit.number, fen }),
            move({ personNo: back.debit.personNo, fen }),
          ]
          : []),
      ],
    };
  },
  put: (personNo, { fen }, before) => ({
    fleeting: true,
    statements: [begin({ personNo, fen: before.fen }), move({ personNo, fen })],
  }),
};

/** Whoever asks again by this number finds the same. */
function keptOnce(table: string, number: string) {
  const proof = { sql: `select 1 from ${table} where number = ?`, args: [number] };
  return { fleeting: true, proof, locks: [`sandbox ${number}`] };
}

function readDebit(row: Row): Debit {
  const columns = new Columns(row);
  const facts = {
    number: columns.text("number"),
    amount: cny(columns.int("amount")),
    payee: columns.text("payee"),
    subject: columns.text("subject"),
    at: instant(columns.int("at")),
  };
  const state = columns.text("state") as Debit["state"];
  if (state === "closed") return { ...facts, state };
  const personNo = columns.text("person_no") as PersonNo;
  if (state === "declined") {
    return { ...facts, state, personNo, reason: columns.text("reason") as CommonReason };
  }
  const refunded = cny(columns.int("refunded"));
  return { ...facts, state, personNo, refunded, txnNo: columns.text("txn_no") };
}

function readRefund(row: Row) {
  const columns = new Columns(row);
  return {
    number: columns.text("number"),
    amount: cny(columns.int("amount")),
    state: columns.text("state") as PurseRefund["state"],
    txnNo: columns.textOrNone("txn_no"),
  };
}
