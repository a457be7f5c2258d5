import { and, eq, sql } from "drizzle-orm";
import type { AlarmEvent } from "../../core/alarm/alarm_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { alarms } from "./table.ts";

export const alarmChanges = {
  "alarm.raised": ({ alarm }) => [move({ ...alarm })],
  "alarm.ended": ({ alarm }) => [move({ ...alarm })],
} satisfies Changes<AlarmEvent>;

const at = sql.placeholder;

const move = prepare(
  build.update(alarms).set({ state: sql`${at("state")}`, version: sql`${at("version")}` })
    .where(and(eq(alarms.kind, at("kind")), eq(alarms.subject, at("subject")))),
);
