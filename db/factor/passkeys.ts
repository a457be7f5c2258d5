import { asc, eq, sql } from "drizzle-orm";
import type { ConsumerPasskey, ConsumerPasskeyStore } from "../../core/factor/consumer_passkey.ts";
import type { ConsumerId } from "../../core/id.ts";
import { PASSKEYS_MAX } from "../../core/passkey/passkey.ts";
import type { Row } from "../../core/query.ts";
import { readConsumer } from "../consumer/queries.ts";
import { consumers } from "../consumer/table.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { readCredential } from "../passkey/credential_row.ts";
import { consumerPasskeys } from "./table.ts";

const at = sql.placeholder;
const passkeyRow = pack([consumerPasskeys, ""]);
const withConsumer = pack([consumers, ""], [consumerPasskeys, "p_"]);

const byCredential = prepare(
  build.select(withConsumer.fields).from(consumerPasskeys)
    .innerJoin(consumers, eq(consumers.consumerId, consumerPasskeys.consumerId))
    .where(eq(consumerPasskeys.credentialId, at("credentialId"))),
);
const of = prepare(
  build.select(passkeyRow.fields).from(consumerPasskeys)
    .where(eq(consumerPasskeys.consumerId, at("consumerId")))
    .orderBy(asc(consumerPasskeys.passkeyId)).limit(PASSKEYS_MAX),
);

const ofSession = prepare(
  build.select(passkeyRow.fields).from(consumerPasskeys)
    .where(sql`${consumerPasskeys.consumerId} = (
      select consumer_id from consumer_sessions where token_digest = ${at("tokenDigest")})`)
    .orderBy(asc(consumerPasskeys.passkeyId)).limit(PASSKEYS_MAX),
);

export const consumerPasskeyStore: ConsumerPasskeyStore = {
  byCredential: (credentialId) =>
    first(
      withConsumer,
      byCredential({ credentialId }),
      (row) => ({ passkey: readPasskey(row, "p_"), consumer: readConsumer(row) }),
    ),
  ofSession: (tokenDigest) => all(passkeyRow, ofSession({ tokenDigest }), readPasskey),
  of: (consumerId) => all(passkeyRow, of({ consumerId }), readPasskey),
};

function readPasskey(row: Row, prefix = ""): ConsumerPasskey {
  const columns = new Columns(row, prefix);
  return { ...readCredential(columns), consumerId: columns.text("consumer_id") as ConsumerId };
}
