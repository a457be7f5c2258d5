import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Query } from "../../core/query.ts";
import type { SigningStore } from "../../core/signing/signing_store.ts";
import type { Statement } from "../../core/unit.ts";
import { sharedSignups as sharing } from "../channel/table.ts";
import { consumers } from "../consumer/table.ts";
import { contracts } from "../contract/table.ts";
import { all, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { channelOfNumber } from "../merchant/channel.ts";
import { consumerSessions } from "../session/table.ts";
import { signings } from "./table.ts";

const at = sql.placeholder;
const row = pack([signings, ""]);
const before = alias(consumers, "before");
const trades = channelOfNumber(signings.merchantNo);

/** The person who signed what is replaced, and this one: the same account, or the same ID number where one is known. */
const sharedSignup = (consumerId: SQL) =>
  prepare(
    build.select(row.fields).from(signings)
      .innerJoin(
        contracts,
        and(
          eq(contracts.contractId, signings.replaces),
          sql`${contracts.state} in ('active', 'suspended')`,
        ),
      )
      .innerJoin(before, eq(before.consumerId, contracts.consumerId))
      .innerJoin(consumers, eq(consumers.consumerId, consumerId))
      .innerJoin(
        sharing,
        sql`${sharing.shared} = 1
          and ${sharing.one} = min(${contracts.channel}, ${trades})
          and ${sharing.other} = max(${contracts.channel}, ${trades})`,
      )
      .where(and(
        eq(signings.signingId, at("signingId")),
        sql`(${before.consumerId} = ${consumers.consumerId} or (${before.idNumberDigest} <> ''
          and ${before.idNumberDigest} = ${consumers.idNumberDigest}))`,
      )),
  );
const ofConsumer = sharedSignup(sql`${at("consumerId")}`);
const ofSession = sharedSignup(
  sql`(select consumer_id from ${consumerSessions} where token_digest = ${at("tokenDigest")})`,
);

export const sharedSignups: Pick<SigningStore, "sharesSignup" | "sessionSharesSignup"> = {
  sharesSignup: (signingId, consumerId) => found(ofConsumer({ signingId, consumerId })),
  sessionSharesSignup: (signingId, tokenDigest) => found(ofSession({ signingId, tokenDigest })),
};

function found(statement: Statement): Query<boolean> {
  const query = all(row, statement, () => true);
  return { ...query, read: (rows) => query.read(rows).length > 0 };
}
