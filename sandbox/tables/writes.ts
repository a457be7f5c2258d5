import { sql } from "drizzle-orm";
import type { BankNotice } from "../bank/bank_notice.ts";
import type { BankEntry } from "../bank/bank_entry.ts";
import type { Statement, Unit } from "../../core/unit.ts";
import { sandboxLog, sandboxNotices } from "./schema.ts";
import { build, prepare } from "../../db/engine/statement.ts";

const at = sql.placeholder;

export const insertEntry = prepare<Record<keyof BankEntry, unknown>>(
  build.insert(sandboxLog).values({
    seq: sql`null`,
    subjectNo: at("subjectNo"),
    version: at("version"),
    entryId: at("entryId"),
    at: at("at"),
    what: at("what"),
  }),
);

export const insertNotice = prepare<Record<keyof BankNotice, unknown>>(
  build.insert(sandboxNotices).values({
    noticeId: at("noticeId"),
    channelOrderNo: at("channelOrderNo"),
    url: at("url"),
    body: at("body"),
    state: sql`'due'`,
    dueAt: at("dueAt"),
    attempts: at("attempts"),
    lease: at("lease"),
    leasedUntil: at("leasedUntil"),
  }),
);

/** What happened at the bank, with its entries as locks and as proof. */
export function unit(entries: readonly BankEntry[], statements: readonly Statement[]): Unit {
  const [entry] = entries;
  if (entry === undefined) throw new TypeError("Cannot write: nothing happened at the bank");
  const { subjectNo, version, entryId } = entry;
  return {
    statements,
    fleeting: true,
    proof: {
      sql: "select 1 from sandbox_log where subject_no = ? and version = ? and entry_id = ?",
      args: [subjectNo, BigInt(version), entryId],
    },
    locks: entries.map((each) => `sandbox ${each.subjectNo} ${each.version}`),
  };
}
