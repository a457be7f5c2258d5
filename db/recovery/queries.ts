import { and, asc, desc, eq, gt, lte, sql } from "drizzle-orm";
import type { ConsumerId } from "../../core/id.ts";
import type { Row } from "../../core/query.ts";
import type { RecoveryId, RecoveryStore, WaitingRecovery } from "../../core/recovery/recovery.ts";
import { instant } from "../../core/time.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, pack } from "../engine/packed.ts";
import { build, prepare } from "../engine/statement.ts";
import { recoveries } from "./table.ts";

const at = sql.placeholder;
const row = pack([recoveries, ""]);
const waits = eq(recoveries.state, sql`'waiting'`);

const waiting = prepare(
  build.select(row.fields).from(recoveries)
    .where(and(eq(recoveries.consumerId, at("consumerId")), waits)),
);
const byId = prepare(
  build.select(row.fields).from(recoveries)
    .where(and(eq(recoveries.recoveryId, at("recoveryId")), waits)),
);
const due = prepare<{ now: number; max: number }>(
  build.select(row.fields).from(recoveries).where(and(waits, lte(recoveries.doneFrom, at("now"))))
    .orderBy(asc(recoveries.doneFrom)).limit(at("max")),
);
const lowered = prepare(
  build.select(row.fields).from(recoveries).where(and(
    eq(recoveries.consumerId, at("consumerId")),
    gt(recoveries.loweredUntil, at("now")),
  )).orderBy(desc(recoveries.loweredUntil)).limit(1),
);

const recovered = prepare(
  build.select(row.fields).from(recoveries).where(and(
    eq(recoveries.consumerId, at("consumerId")),
    gt(recoveries.loweredUntil, at("now")),
    eq(recoveries.onlyPin, 0),
  )).limit(1),
);

export const recoveryStore: RecoveryStore = {
  waiting: (consumerId) => first(row, waiting({ consumerId }), readWaiting),
  byId: (recoveryId) => first(row, byId({ recoveryId }), readWaiting),
  due: (now, max) => all(row, due({ now, max }), readWaiting),
  loweredUntil: (consumerId, now) =>
    first(
      row,
      lowered({ consumerId, now }),
      (found) => instant(new Columns(found).int("lowered_until")),
    ),
  isRecovered: (consumerId, now) => {
    const statement = recovered({ consumerId, now });
    return { statement, read: (found) => found.length > 0 };
  },
};

function readWaiting(found: Row): WaitingRecovery {
  const columns = new Columns(found);
  const sealed = columns.textOrNone("sealed_new_phone");
  return {
    recoveryId: columns.text("recovery_id") as RecoveryId,
    consumerId: columns.text("consumer_id") as ConsumerId,
    askedAt: instant(columns.int("asked_at")),
    doneFrom: instant(columns.int("done_from")),
    onlyPin: columns.int("only_pin") === 1,
    newPhone: sealed === undefined
      ? undefined
      : { digest: columns.text("new_phone_digest"), sealed },
  };
}
