import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { BankContract } from "../bank/bank_contract.ts";
import type { BankDeduction } from "../bank/bank_deduction.ts";
import type { BankContractStore, KeptContract } from "../bank/bank_contract_store.ts";
import type { Statement } from "../../core/unit.ts";
import { all, first, pack } from "../../db/engine/packed.ts";
import { contractRow, deductionRow, readContract, readDeduction } from "./contract_rows.ts";
import { insertEntry, insertNotice, unit } from "./writes.ts";
import { sandboxClocks, sandboxContracts, sandboxDeductions } from "./schema.ts";
import { build, prepare } from "../../db/engine/statement.ts";

const at = sql.placeholder;

/** With the owner's clock beside it, so that what comes late can be waited for. */
const contractWithClock = pack([sandboxContracts, ""], [sandboxClocks, "clock_"]);
const select = () =>
  build.select(contractWithClock.fields).from(sandboxContracts)
    .leftJoin(sandboxClocks, eq(sandboxClocks.merchantNo, sandboxContracts.merchantNo));
const where = (condition: SQL) => prepare(select().where(condition));
const byId = where(eq(sandboxContracts.contractId, at("contractId")));
const byContractNo = where(eq(sandboxContracts.contractNo, at("contractNo")));
const inForceOf = prepare(
  select().where(sql`person_no = ${at("personNo")} and ${sandboxContracts.state} = 'signed'`)
    .limit(at("max")),
);
const ofPerson = prepare(
  select().where(sql`person_no = ${at("personNo")} and ${sandboxContracts.state} <> 'refused'`)
    .orderBy(desc(sandboxContracts.contractId)).limit(at("max")),
);

const deductionWithClock = pack([sandboxDeductions, ""], [sandboxClocks, "clock_"]);
const deductionWhere = (condition: SQL) =>
  prepare(
    build.select(deductionWithClock.fields).from(sandboxDeductions)
      .leftJoin(sandboxClocks, eq(sandboxClocks.merchantNo, sandboxDeductions.merchantNo))
      .where(condition),
  );
const deductionByNo = deductionWhere(eq(sandboxDeductions.channelOrderNo, at("no")));
const deductionByTxnNo = deductionWhere(eq(sandboxDeductions.txnNo, at("txnNo")));

const insertContract = prepare<ReturnType<typeof contractRow>>(
  build.insert(sandboxContracts).values({
    contractId: at("contractId"),
    contractNo: at("contractNo"),
    signingId: at("signingId"),
    merchantNo: at("merchantNo"),
    payee: at("payee"),
    title: at("title"),
    personNo: at("personNo"),
    cardToken: at("cardToken"),
    perTransactionLimit: at("perTransactionLimit"),
    perDayLimit: at("perDayLimit"),
    noticeUrl: at("noticeUrl"),
    arrivedAt: at("arrivedAt"),
    unsigns: at("unsigns"),
    state: at("state"),
    endedBy: at("endedBy"),
    endedAt: at("endedAt"),
    toldFrom: at("toldFrom"),
    reason: at("reason"),
    version: at("version"),
  }),
);

const updateContract = prepare<ReturnType<typeof contractRow>>(
  build.update(sandboxContracts).set({
    unsigns: sql`${at("unsigns")}`,
    state: sql`${at("state")}`,
    endedBy: sql`${at("endedBy")}`,
    endedAt: sql`${at("endedAt")}`,
    toldFrom: sql`${at("toldFrom")}`,
    version: sql`${at("version")}`,
  }).where(eq(sandboxContracts.contractId, at("contractId"))),
);

const insertDeduction = prepare<ReturnType<typeof deductionRow>>(
  build.insert(sandboxDeductions).values({
    channelOrderNo: at("channelOrderNo"),
    contractId: at("contractId"),
    contractNo: at("contractNo"),
    merchantNo: at("merchantNo"),
    payee: at("payee"),
    amount: at("amount"),
    subject: at("subject"),
    noticeUrl: at("noticeUrl"),
    answersAt: at("answersAt"),
    onOwnClock: at("onOwnClock"),
    state: at("state"),
    txnNo: at("txnNo"),
    cardType: at("cardType"),
    cardLastFour: at("cardLastFour"),
    reason: at("reason"),
    refunded: sql`0`,
    gInForce: sql`coalesce((select state = 'signed' from sandbox_contracts
      where contract_id = ${at("contractId")}), 0)`,
  }),
);

export const bankContractStore: BankContractStore = {
  byId: (contractId) => first(contractWithClock, byId({ contractId }), readContract),
  byContractNo: (contractNo) =>
    first(contractWithClock, byContractNo({ contractNo }), readContract),
  ofPerson: (personNo, max) => all(contractWithClock, ofPerson({ personNo, max }), readContract),
  inForceOf: (personNo, max) => all(contractWithClock, inForceOf({ personNo, max }), readContract),
  deductionByNo: (no) => first(deductionWithClock, deductionByNo({ no }), readDeduction),
  chargedOn: (contractNo, { fen }) => ({
    statement: {
      sql:
        "select count(*) as charged from sandbox_deductions where contract_no = ? and amount = ?",
      args: [contractNo, BigInt(fen)],
    },
    read: ([row]) => Number(row?.["charged"] ?? 0),
  }),
  deductionByTxnNo: (txnNo) =>
    first(deductionWithClock, deductionByTxnNo({ txnNo }), readDeduction),

  keep: (contracts) => unit(contracts.map((each) => each.entry), contracts.flatMap(keepStatements)),
  keepDeduction: (entry, deduction: BankDeduction, notices) =>
    unit([entry], [
      insertEntry({ ...entry }),
      insertDeduction(deductionRow(deduction)),
      ...notices.map((each) => insertNotice({ ...each })),
    ]),
};

function keepStatements({ entry, contract, notices }: KeptContract): readonly Statement[] {
  const write = (kept: BankContract) =>
    kept.version === 1 ? insertContract(contractRow(kept)) : updateContract(contractRow(kept));
  return [
    insertEntry({ ...entry }),
    write(contract),
    ...notices.map((each) => insertNotice({ ...each })),
  ];
}
