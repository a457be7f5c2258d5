import { and, eq, ne, sql } from "drizzle-orm";
import type { ConsumerEvent } from "../../core/consumer/consumer_events.ts";
import type { ConsumerPasskey } from "../../core/factor/consumer_passkey.ts";
import type { Statement } from "../../core/unit.ts";
import type { Stamp } from "../../core/event_spec.ts";
import { build, prepare } from "../engine/statement.ts";
import { consumerSessions } from "../session/table.ts";
import { credentialRow } from "../passkey/credential_row.ts";
import { consumerPasskeys } from "./table.ts";

type Of<T extends ConsumerEvent["type"]> = Extract<ConsumerEvent, { type: T }>;

const at = sql.placeholder;

const insert = prepare<ReturnType<typeof credentialRow<ConsumerPasskey>>>(
  build.insert(consumerPasskeys).values({
    passkeyId: at("passkeyId"),
    consumerId: at("consumerId"),
    credentialId: at("credentialId"),
    publicKey: at("publicKey"),
    counter: at("counter"),
    transports: at("transports"),
    name: at("name"),
    createdAt: at("createdAt"),
    usedAt: at("usedAt"),
  }),
);
const use = prepare(
  build.update(consumerPasskeys)
    .set({ counter: sql`${at("counter")}`, usedAt: sql`${at("usedAt")}` })
    .where(eq(consumerPasskeys.passkeyId, at("passkeyId"))),
);
const remove = prepare(
  build.delete(consumerPasskeys).where(eq(consumerPasskeys.passkeyId, at("passkeyId"))),
);
const endSessions = prepare(
  build.delete(consumerSessions).where(and(
    eq(consumerSessions.consumerId, at("consumerId")),
    eq(consumerSessions.proof, "passkey"),
    ne(consumerSessions.sessionId, at("kept")),
  )),
);

export function insertPasskey(passkey: ConsumerPasskey): Statement {
  return insert(credentialRow(passkey));
}

export function removePasskey(
  { passkey: { passkeyId, consumerId }, kept }: Of<"consumer.passkey_removed">,
): readonly Statement[] {
  return [remove({ passkeyId }), endSessions({ consumerId, kept })];
}

export function countUse(
  { used: { passkeyId, counter }, at: usedAt }:
    & Of<"consumer.passkey_used" | "consumer.signed">
    & Pick<Stamp, "at">,
): Statement {
  return use({ passkeyId, counter, usedAt });
}
