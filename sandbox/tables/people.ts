import { desc, sql } from "drizzle-orm";
import type { AppCodeStore, InboxStore, SealedMessage } from "../bank/bank_contract_store.ts";
import type { Row } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../../db/engine/columns.ts";
import { all } from "../../db/engine/query.ts";
import { sandboxAppCodes, sandboxMessages } from "./schema.ts";
import { build, prepare } from "../../db/engine/statement.ts";

const at = sql.placeholder;

const insertCode = prepare(
  build.insert(sandboxAppCodes).values({
    digest: at("digest"),
    personNo: at("personNo"),
    expiresAt: at("expiresAt"),
  }),
);
const forgetCodes = prepare(
  build.delete(sandboxAppCodes).where(sql`expires_at <= ${at("now")}`),
);
const takeCode = prepare(
  build.update(sandboxAppCodes).set({ takenBy: sql`${at("takenBy")}` })
    .where(sql`digest = ${at("digest")} and taken_by is null and expires_at > ${at("now")}`),
);
const takenCode = prepare(
  build.select({ personNo: sandboxAppCodes.personNo }).from(sandboxAppCodes)
    .where(sql`digest = ${at("digest")} and taken_by = ${at("takenBy")}`),
);

export const appCodeStore: AppCodeStore = {
  put: (code, now) => ({ statements: [forgetCodes({ now }), insertCode(code)] }),
  take: (digest, takenBy, now) => ({
    statements: [takeCode({ digest, takenBy, now }), takenCode({ digest, takenBy })],
  }),
};

const insertMessage = prepare<Record<keyof SealedMessage | "messageId", unknown>>(
  build.insert(sandboxMessages).values({
    seq: sql`null`,
    messageId: at("messageId"),
    phone: at("phone"),
    text: at("sealed"),
    at: at("at"),
  }).onConflictDoNothing({ target: sandboxMessages.messageId }),
);
const forgetMessages = prepare(
  build.delete(sandboxMessages).where(
    sql`phone = ${at("phone")} and seq not in (select seq from sandbox_messages
      where phone = ${at("phone")} order by seq desc limit ${at("max")})`,
  ),
);
const ofPhone = prepare(
  build.select().from(sandboxMessages).where(sql`phone = ${at("phone")}`)
    .orderBy(desc(sandboxMessages.seq)).limit(at("max")),
);
const newest = prepare(
  build.select().from(sandboxMessages).orderBy(desc(sandboxMessages.seq)).limit(at("max")),
);

export const inboxStore: InboxStore = {
  put: (message, max) => ({
    statements: [
      insertMessage({ ...message, messageId: message.messageId }),
      forgetMessages({ phone: message.phone, max }),
    ],
  }),
  of: (phone, max) => all(ofPhone({ phone, max }), readMessage),
  newest: (max) => all(newest({ max }), readMessage),
};

function readMessage(row: Row): SealedMessage {
  const columns = new Columns(row);
  return {
    phone: columns.text("phone"),
    sealed: columns.text("text"),
    at: instant(columns.int("at")),
  };
}
