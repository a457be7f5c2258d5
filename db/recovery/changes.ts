import { eq, sql } from "drizzle-orm";
import type { ConsumerEvent } from "../../core/consumer/consumer_events.ts";
import type { Stamp } from "../../core/event_spec.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import { consumerPasskeys, paymentPins } from "../factor/table.ts";
import { consumerSessions } from "../session/table.ts";
import { recoveries } from "./table.ts";

type Of<T extends ConsumerEvent["type"]> = Extract<ConsumerEvent, { type: T }> & Pick<Stamp, "at">;

const at = sql.placeholder;

const insert = prepare(
  build.insert(recoveries).values({
    recoveryId: at("recoveryId"),
    consumerId: at("consumerId"),
    state: sql`'waiting'`,
    askedAt: at("askedAt"),
    doneFrom: at("doneFrom"),
    newPhoneDigest: at("newPhoneDigest"),
    sealedNewPhone: at("sealedNewPhone"),
    onlyPin: at("onlyPin"),
  }),
);
const end = prepare(
  build.update(recoveries).set({
    state: sql`${at("state")}`,
    endedAt: sql`${at("endedAt")}`,
    endedBy: sql`${at("endedBy")}`,
    loweredUntil: sql`${at("loweredUntil")}`,
    // Whose it was to become is nobody's business any more.
    newPhoneDigest: sql`null`,
    sealedNewPhone: sql`null`,
  }).where(eq(recoveries.recoveryId, at("recoveryId"))),
);
const endSessions = prepare(
  build.delete(consumerSessions).where(eq(consumerSessions.consumerId, at("consumerId"))),
);
const removePasskeys = prepare(
  build.delete(consumerPasskeys).where(eq(consumerPasskeys.consumerId, at("consumerId"))),
);
const removePin = prepare(
  build.delete(paymentPins).where(eq(paymentPins.consumerId, at("consumerId"))),
);

export function insertRecovery(
  { recovery: { newPhone, ...recovery } }: Of<"consumer.recovery_asked">,
): Statement {
  return insert({
    ...recovery,
    newPhoneDigest: newPhone?.digest ?? null,
    sealedNewPhone: newPhone?.sealed ?? null,
  });
}

export function cancelRecovery(
  { recovery: { recoveryId }, endedBy, at: endedAt }: Of<"consumer.recovery_cancelled">,
): Statement {
  return end({ recoveryId, state: "cancelled", endedAt, endedBy, loweredUntil: null });
}

/** Nothing that opened the account before opens it any more, and a PIN that is left would let its owner add nothing new. */
export function finishRecovery(
  { consumer: { consumerId }, recovery: { recoveryId, onlyPin }, loweredUntil, at: endedAt }: Of<
    "consumer.recovered"
  >,
): readonly Statement[] {
  return [
    end({ recoveryId, state: "done", endedAt, endedBy: "clock", loweredUntil }),
    ...(onlyPin ? [] : [endSessions({ consumerId }), removePasskeys({ consumerId })]),
    removePin({ consumerId }),
  ];
}
