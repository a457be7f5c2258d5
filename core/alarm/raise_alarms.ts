import { byClock } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { between, type Instant } from "../time.ts";
import { type Alarm, alarmKey, LASTS_FOR } from "./alarm.ts";
import type { AlarmEvent } from "./alarm_events.ts";
import { findAlarms } from "./find_alarms.ts";

/**
 * Notices what is not well, and raises what lasts, once: whoever is to be mailed is owed the mail in the same write, and
 * of two processes the event's version lets one through. It is raised again only after it has ended.
 */
export async function raiseAlarms(deps: Deps): Promise<void> {
  const found = new Map((await findAlarms(deps)).map((each) => [alarmKey(each), each]));
  const [open] = await deps.load(deps.alarms.open());
  const known = new Set(open.map(alarmKey));
  const now = deps.now();
  for (const [key, finding] of found) {
    if (!known.has(key)) await deps.write(deps.alarms.notice(finding, now));
  }
  for (const alarm of open) {
    const lasts = found.has(alarmKey(alarm));
    if (alarm.state === "raised") {
      if (!lasts) await commit(deps, "alarm.ended", { ...alarm, state: "well" }, now);
    } else if (!lasts) {
      await deps.write(deps.alarms.forget(alarm));
    } else if (between(alarm.noticedAt, now) >= LASTS_FOR) {
      await commit(deps, "alarm.raised", { ...alarm, state: "raised" }, now);
    }
  }
}

async function commit(
  deps: Deps,
  type: AlarmEvent["type"],
  { version, ...alarm }: Alarm,
  at: Instant,
): Promise<void> {
  const moved = { ...alarm, version: version + 1 };
  const lost = await conflictOf(
    deps.commit([{ type, alarm: moved, eventId: deps.newId("evt"), at, by: byClock }]),
  );
  if (lost) return;
  const { kind, subject } = alarm;
  if (type === "alarm.raised") deps.log.warn("alarm raised", { kind, subject });
  else deps.log.info("alarm ended", { kind, subject });
}
