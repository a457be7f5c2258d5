import { and, eq, ne, sql } from "drizzle-orm";
import type { Consumer } from "../../core/consumer/consumer.ts";
import type { ConsumerEvent, MovedPhone } from "../../core/consumer/consumer_events.ts";
import type { SessionId } from "../../core/id.ts";
import type { Identity } from "../../core/identity/identity.ts";
import { consumerConsents } from "../consent/table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import type { Stamp } from "../../core/event_spec.ts";
import type { Statement } from "../../core/unit.ts";
import { countUse, insertPasskey, removePasskey } from "../factor/passkey_changes.ts";
import { askErasure, endErasure, forget } from "../erasure/changes.ts";
import { setPin } from "../factor/pins.ts";
import { insertSignature } from "../factor/signatures.ts";
import { identities } from "../identity/table.ts";
import { cancelRecovery, finishRecovery, insertRecovery } from "../recovery/changes.ts";
import { consumerSessions } from "../session/table.ts";
import { consumers } from "./table.ts";

export const consumerChanges = {
  "consumer.known": ({ consumer, identity }) => [
    insertConsumer(consumerRow(consumer)),
    insertIdentity(identityRow(identity)),
  ],
  "consumer.changed": update,
  "consumer.identity_joined": (event) => [
    ...update(event),
    moveIdentity({ ...event.identity }),
  ],
  "consumer.phone_changed": (event) => [
    ...update(event),
    endPhoneSessions({ consumerId: event.consumer.consumerId, kept: event.kept }),
    removePhone({ consumerId: event.consumer.consumerId }),
    putPhone(event.phone),
  ],
  "consumer.phone_removed": losePhone,
  "consumer.phone_released": losePhone,
  "consumer.recovery_asked": (event) => [...update(event), insertRecovery(event)],
  "consumer.recovery_cancelled": (event) => [...update(event), cancelRecovery(event)],
  "consumer.recovered": (event) => [
    ...update(event),
    ...finishRecovery(event),
    ...(event.phone
      ? [removePhone({ consumerId: event.consumer.consumerId }), putPhone(event.phone)]
      : []),
  ],
  "consumer.erasure_asked": (event) => [...update(event), askErasure(event)],
  "consumer.erasure_cancelled": (event) => [...update(event), endErasure(event, "cancelled")],
  "consumer.erased": (event) => [
    ...update(event),
    ...forget(event),
    endErasure(event, "erased"),
  ],
  "consumer.data_given": update,
  "consumer.unmasked": update,
  "consumer.agreed": (event) => [
    ...update(event),
    ...event.texts.map((text) => insertConsent({ ...text, ...of(event) })),
  ],
  "consumer.passkey_added": (event) => [...update(event), insertPasskey(event.passkey)],
  "consumer.passkey_removed": (event) => [...update(event), ...removePasskey(event)],
  "consumer.charging_closed": update,
  "consumer.charging_reopened": update,
  "consumer.phone_lost": (event) => [...update(event), endOthers(event)],
  "consumer.phone_found": update,
  "consumer.passkey_used": (event) => [...update(event), countUse(event)],
  "consumer.signed": (event) => [
    ...update(event),
    countUse(event),
    insertSignature(event.signature),
  ],
  "consumer.pin_set": (event) => [...update(event), setPin(event.pin)],
} satisfies Changes<ConsumerEvent>;

const at = sql.placeholder;

const insertConsumer = prepare<ReturnType<typeof consumerRow>>(
  build.insert(consumers).values({
    consumerId: at("consumerId"),
    sealedName: at("sealedName"),
    sealedPhone: at("sealedPhone"),
    sealedIdNumber: at("sealedIdNumber"),
    phoneDigest: at("phoneDigest"),
    idNumberDigest: at("idNumberDigest"),
    tellAfterCharge: at("tellAfterCharge"),
    phoneLosses: at("phoneLosses"),
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

const updateConsumer = prepare<ReturnType<typeof consumerRow>>(
  build.update(consumers).set({
    sealedName: sql`${at("sealedName")}`,
    sealedPhone: sql`${at("sealedPhone")}`,
    sealedIdNumber: sql`${at("sealedIdNumber")}`,
    phoneDigest: sql`${at("phoneDigest")}`,
    idNumberDigest: sql`${at("idNumberDigest")}`,
    tellAfterCharge: sql`${at("tellAfterCharge")}`,
    chargingClosedAt: sql`${at("chargingClosedAt")}`,
    phoneLostAt: sql`${at("phoneLostAt")}`,
    phoneLosses: sql`${at("phoneLosses")}`,
    version: sql`${at("version")}`,
  }).where(eq(consumers.consumerId, at("consumerId"))),
);

const insertIdentity = prepare<ReturnType<typeof identityRow>>(
  build.insert(identities).values({
    issuer: at("issuer"),
    subject: at("subject"),
    consumerId: at("consumerId"),
    createdAt: at("createdAt"),
    sealedPhone: at("sealedPhone"),
    provedAt: at("provedAt"),
  }),
);

const insertConsent = prepare(
  build.insert(consumerConsents).values({
    consumerId: at("consumerId"),
    kind: at("kind"),
    version: at("version"),
    agreedAt: at("agreedAt"),
  }),
);

/** Wherever else they are signed in, also where a channel's app opened it. */
function endOthers(
  { consumer: { consumerId }, kept }: { consumer: Consumer; kept: SessionId },
): Statement {
  return endSessions({ consumerId, kept });
}

const endSessions = prepare<{ consumerId: string; kept: string }>(
  build.delete(consumerSessions).where(and(
    eq(consumerSessions.consumerId, at("consumerId")),
    ne(consumerSessions.sessionId, at("kept")),
  )),
);

const endPhoneSessions = prepare<{ consumerId: string; kept: string }>(
  build.delete(consumerSessions).where(and(
    eq(consumerSessions.consumerId, at("consumerId")),
    eq(consumerSessions.proof, sql`'phone'`),
    ne(consumerSessions.sessionId, at("kept")),
  )),
);

/** Sessions go too: they would open the account again once it had another phone. */
function losePhone(event: { readonly consumer: Consumer }): readonly Statement[] {
  const { consumerId } = event.consumer;
  return [
    ...update(event),
    endPhoneSessions({ consumerId, kept: "" }),
    removePhone({ consumerId }),
  ];
}

function of(
  { consumer: { consumerId }, at: agreedAt }: { consumer: Consumer } & Pick<Stamp, "at">,
) {
  return { consumerId, agreedAt };
}

const moveIdentity = prepare(
  build.update(identities)
    .set({
      consumerId: sql`${at("consumerId")}`,
      sealedPhone: sql`${at("sealedPhone")}`,
      provedAt: sql`${at("provedAt")}`,
    })
    .where(and(eq(identities.issuer, at("issuer")), eq(identities.subject, at("subject")))),
);

const removePhone = prepare(
  build.delete(identities).where(and(
    eq(identities.consumerId, at("consumerId")),
    eq(identities.issuer, "phone"),
  )),
);

/** A phone that was another account's moves; of two who are first with one, the constraint refuses the second. */
function putPhone({ identity, from }: MovedPhone): Statement {
  return from === undefined ? insertIdentity(identityRow(identity)) : moveIdentity({ ...identity });
}

function update({ consumer }: { readonly consumer: Consumer }): readonly Statement[] {
  return [updateConsumer(consumerRow(consumer))];
}

function identityRow(identity: Identity) {
  return { ...identity };
}

function consumerRow(consumer: Consumer) {
  return { ...consumer };
}
