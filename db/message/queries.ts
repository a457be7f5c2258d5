import { and, asc, desc, eq, lte, sql } from "drizzle-orm";
import { nextRetryAt } from "../../core/arrear/arrear.ts";
import { endOf } from "../../core/contract/contract.ts";
import type { MerchantNo } from "../../core/id.ts";
import type { MessageStore } from "../../core/message/message_store.ts";
import type { MessageKind, MessageNews, OwedMessage } from "../../core/message/owed_message.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { readArrear } from "../arrear/queries.ts";
import { arrears } from "../arrear/table.ts";
import { consumers } from "../consumer/table.ts";
import { readContract } from "../contract/queries.ts";
import { contracts } from "../contract/table.ts";
import { readDeduction } from "../deduction/rows.ts";
import { deductions } from "../deduction/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { merchants } from "../merchant/table.ts";
import { delivering } from "./delivering.ts";
import { messages } from "./table.ts";

const at = sql.placeholder;
const row = pack(
  [messages, ""],
  [contracts, "c_"],
  [merchants, "m_"],
  [consumers, "k_"],
  [deductions, "d_"],
  [arrears, "a_"],
);

const inFull = () =>
  build.select(row.fields).from(messages)
    .innerJoin(contracts, eq(contracts.contractId, messages.contractId))
    .leftJoin(deductions, eq(deductions.deductionId, messages.deductionId))
    .leftJoin(arrears, eq(arrears.deductionId, messages.deductionId))
    .innerJoin(
      merchants,
      sql`${merchants.merchantNo} = coalesce(${deductions.merchantNo}, ${contracts.merchantNo})`,
    )
    .innerJoin(consumers, eq(consumers.consumerId, contracts.consumerId));

const due = prepare<{ now: number; max: number }>(
  inFull()
    .where(and(sql`${messages.dueAt} is not null`, lte(messages.dueAt, at("now"))))
    .orderBy(asc(messages.dueAt)).limit(at("max")),
);

const toldSession = prepare<{ tokenDigest: string; max: number }>(
  inFull()
    .where(sql`${contracts.consumerId} = (select consumer_id from consumer_sessions
      where token_digest = ${at("tokenDigest")}) and ${messages.toldAt} is not null`)
    .orderBy(desc(messages.toldAt)).limit(at("max")),
);

export const messageStore: MessageStore = {
  ...delivering("messages"),
  due: (now, max) => all(row, due({ now, max }), readOwed),
  toldSession: (tokenDigest, max) =>
    all(row, toldSession({ tokenDigest, max }), (found) => ({
      ...readOwed(found),
      toldAt: instant(new Columns(found).int("told_at")),
    })),
};

function readOwed(found: Row): OwedMessage {
  const columns = new Columns(found);
  const merchant = new Columns(found, "m_");
  return {
    messageId: columns.text("message_id"),
    contract: readContract(found, "c_"),
    news: readNews(found, columns.text("kind") as MessageKind),
    payee: {
      name: merchant.text("name"),
      merchantNo: merchant.text("merchant_no") as MerchantNo,
    },
    sealedPhone: new Columns(found, "k_").text("sealed_phone"),
    tries: columns.int("tries"),
  };
}

function readNews(found: Row, kind: MessageKind): MessageNews {
  switch (kind) {
    case "charged": {
      const deduction = readDeduction(found, "d_");
      const { amount, subject, createdAt } = deduction;
      const charged = deduction.state === "succeeded" ? deduction.succeededAt : createdAt;
      return { kind, amount, subject, at: charged };
    }
    case "owed": {
      const arrear = readArrear(found, "a_");
      const { amount, subject } = arrear;
      return { kind, amount, subject, nextRetryAt: nextRetryAt(arrear) };
    }
    case "signed":
      return { kind };
    case "ended": {
      const end = endOf(readContract(found, "c_"));
      if (!end) throw new TypeError("Cannot tell of an end: the contract is in force");
      return { kind, by: end.terminatedBy, at: end.endedAt };
    }
  }
}
