import { and, asc, desc, eq, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type {
  AccountMessage,
  AccountMessageStore,
  OwedAccountMessage,
} from "../../core/message/account_message.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { readConsumer } from "../consumer/queries.ts";
import { consumers } from "../consumer/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare, unitOf } from "../engine/statement.ts";
import { readIdentity } from "../identity/queries.ts";
import { identities } from "../identity/table.ts";
import { delivering } from "./delivering.ts";
import { readNews } from "./owe_news.ts";
import { accountMessages, consumerLanguages } from "./table.ts";

const sandboxed = alias(identities, "sandboxed");

const at = sql.placeholder;
const owedRow = pack(
  [accountMessages, ""],
  [consumers, "c_"],
  [identities, "i_"],
  [consumerLanguages, "l_"],
  [sandboxed, "s_"],
);
const ownRow = pack([accountMessages, ""]);

const due = prepare<{ now: number; max: number }>(
  build.select(owedRow.fields).from(accountMessages)
    .innerJoin(consumers, eq(consumers.consumerId, accountMessages.consumerId))
    .leftJoin(
      identities,
      and(eq(identities.consumerId, accountMessages.consumerId), eq(identities.issuer, "phone")),
    )
    .leftJoin(
      sandboxed,
      and(eq(sandboxed.consumerId, accountMessages.consumerId), eq(sandboxed.issuer, "sandbox")),
    )
    .leftJoin(
      consumerLanguages,
      eq(consumerLanguages.consumerId, accountMessages.consumerId),
    )
    .where(and(sql`${accountMessages.dueAt} is not null`, lte(accountMessages.dueAt, at("now"))))
    .orderBy(asc(accountMessages.dueAt)).limit(at("max")),
);
const ofSession = prepare<{ tokenDigest: string; max: number }>(
  build.select(ownRow.fields).from(accountMessages)
    .where(sql`${accountMessages.consumerId} = (select consumer_id from consumer_sessions
      where token_digest = ${at("tokenDigest")})`)
    .orderBy(desc(accountMessages.at)).limit(at("max")),
);

const SPEAK = `insert into consumer_languages (consumer_id, lang) values (?1, ?2)
  on conflict (consumer_id) do update set lang = excluded.lang`;

export const accountMessageStore: AccountMessageStore = {
  ...delivering("account_messages"),
  due: (now, max) => all(owedRow, due({ now, max }), readOwed),
  ofSession: (tokenDigest, max) => all(ownRow, ofSession({ tokenDigest, max }), readMessage),
  speak: (consumerId, lang) => unitOf(SPEAK, consumerId, lang),
};

function readMessage(row: Row): AccountMessage {
  const columns = new Columns(row);
  return {
    messageId: columns.text("message_id"),
    news: readNews(columns.text("kind"), columns.text("facts")),
    at: instant(columns.int("at")),
    toldAt: columns.isNone("told_at") ? undefined : instant(columns.int("told_at")),
  };
}

function readOwed(row: Row): OwedAccountMessage {
  const columns = new Columns(row);
  const lang = new Columns(row, "l_").textOrNone("lang");
  return {
    ...readMessage(row),
    consumer: readConsumer(row, "c_"),
    phone: new Columns(row, "i_").isNone("issuer") ? undefined : readIdentity(row, "i_"),
    formerPhone: columns.textOrNone("sealed_phone"),
    madeUp: !new Columns(row, "s_").isNone("issuer"),
    lang: lang === "en" ? "en" : "zh",
    tries: columns.int("tries"),
  };
}
