import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { SigningStore } from "../../core/signing/signing_store.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { readOneTimeCode } from "../factor/queries.ts";
import { oneTimeCodes } from "../factor/table.ts";

const at = sql.placeholder;
const row = pack([oneTimeCodes, ""]);

/** What `signingCodeSubject` writes, for the phone that they have now. */
export function codeSubject(consumerId: SQL): SQL {
  return sql`(select 'sign ' || consumer_id || ' ' || ${
    at("signingId")
  } || ' ' || coalesce(phone_digest, '')
    from consumers where consumer_id = ${consumerId})`;
}

const live = (consumerId: SQL) =>
  build.select(row.fields).from(oneTimeCodes).where(and(
    eq(oneTimeCodes.subject, codeSubject(consumerId)),
    gt(oneTimeCodes.expiresAt, at("now")),
  ));
const codes = prepare(live(sql`${at("consumerId")}`));
const codeOfSession = prepare(
  live(sql`(select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")})`)
    .orderBy(desc(oneTimeCodes.sentAt)).limit(1),
);

export const signingCodes = {
  codes: (signingId, consumerId, now) =>
    all(row, codes({ signingId, consumerId, now }), readOneTimeCode),
  codeOfSession: (signingId, tokenDigest, now) =>
    first(row, codeOfSession({ signingId, tokenDigest, now }), readOneTimeCode),
} satisfies Pick<SigningStore, "codes" | "codeOfSession">;
