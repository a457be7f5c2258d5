import { and, eq, sql } from "drizzle-orm";
import type { Identity, Issuer } from "../../core/identity/identity.ts";
import type { IdentityStore } from "../../core/identity/identity_store.ts";
import type { ConsumerId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import { SESSION_IDLE } from "../../core/session/session.ts";
import { after, instant, milliseconds } from "../../core/time.ts";
import { readConsumer } from "../consumer/queries.ts";
import { consumers } from "../consumer/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { identities } from "./table.ts";

export function readIdentity(row: Row, prefix = ""): Identity {
  const columns = new Columns(row, prefix);
  return {
    issuer: columns.text("issuer") as Issuer,
    subject: columns.text("subject"),
    consumerId: columns.text("consumer_id") as ConsumerId,
    createdAt: instant(columns.int("created_at")),
    sealedPhone: columns.textOrNone("sealed_phone"),
    provedAt: columns.intOrNone("proved_at") as Identity["provedAt"],
  };
}

const at = sql.placeholder;
const consumerRow = pack([consumers, ""]);
const identityRow = pack([identities, ""]);

const holder = prepare(
  build.select(consumerRow.fields).from(identities)
    .innerJoin(consumers, eq(consumers.consumerId, identities.consumerId))
    .where(and(eq(identities.issuer, at("issuer")), eq(identities.subject, at("subject")))),
);
const of = prepare(
  build.select(identityRow.fields).from(identities)
    .where(eq(identities.consumerId, at("consumerId"))),
);

const ofSession = prepare<{ tokenDigest: string; now: number; idleSince: number }>(
  build.select(identityRow.fields).from(identities)
    .where(sql`${identities.consumerId} = (select consumer_id from consumer_sessions
      where token_digest = ${at("tokenDigest")} and expires_at > ${at("now")}
        and seen_at > ${at("idleSince")})`),
);

export const identityStore: IdentityStore = {
  holder: ({ issuer, subject }) =>
    first(consumerRow, holder({ issuer, subject }), (row) => readConsumer(row)),
  of: (consumerId) => all(identityRow, of({ consumerId }), (row) => readIdentity(row)),
  ofSession: (tokenDigest, now) => {
    const idleSince = after(now, milliseconds(-SESSION_IDLE));
    const found = ofSession({ tokenDigest, now, idleSince });
    return all(identityRow, found, (row) => readIdentity(row));
  },
};
