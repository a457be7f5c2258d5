import { and, eq, gt, sql } from "drizzle-orm";
import type { OneTimeCode } from "../../core/factor/one_time_code.ts";
import type { OneTimeCodeStore } from "../../core/factor/one_time_code_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { oneTimeCodes } from "./table.ts";

export function readOneTimeCode(row: Row): OneTimeCode {
  const columns = new Columns(row);
  return {
    digest: columns.text("digest"),
    subject: columns.text("subject"),
    sentAt: instant(columns.int("sent_at")),
    expiresAt: instant(columns.int("expires_at")),
  };
}

const at = sql.placeholder;
const codeRow = pack([oneTimeCodes, ""]);

const live = prepare(
  build.select(codeRow.fields).from(oneTimeCodes).where(and(
    eq(oneTimeCodes.subject, at("subject")),
    gt(oneTimeCodes.expiresAt, at("now")),
  )),
);
const put = prepare(
  build.insert(oneTimeCodes).values({
    digest: at("digest"),
    subject: at("subject"),
    sentAt: at("sentAt"),
    expiresAt: at("expiresAt"),
    // The same six digits twice: the later one lasts.
  }).onConflictDoUpdate({
    target: oneTimeCodes.digest,
    set: { sentAt: sql`excluded.sent_at`, expiresAt: sql`excluded.expires_at` },
  }),
);
const sweep = prepare(
  build.delete(oneTimeCodes).where(sql`digest in (
    select digest from one_time_codes where expires_at <= ${at("now")} limit 50)`),
);
const take = prepare(
  build.delete(oneTimeCodes).where(and(
    eq(oneTimeCodes.digest, at("digest")),
    gt(oneTimeCodes.expiresAt, at("now")),
  )).returning(),
);
/** Once its code was taken, by whoever took it. */
const endOthers = prepare(
  build.delete(oneTimeCodes).where(and(
    eq(oneTimeCodes.subject, at("subject")),
    sql`not exists (select 1 from one_time_codes where digest = ${at("digest")})`,
  )),
);

export const oneTimeCodeStore: OneTimeCodeStore = {
  live: (subject, now) => all(codeRow, live({ subject, now }), readOneTimeCode),
  put: (code) => ({ statements: [sweep({ now: code.sentAt }), put({ ...code })] }),
  take: ({ digest, subject }, now) => ({
    statements: [take({ digest, now }), endOthers({ subject, digest })],
  }),
};
