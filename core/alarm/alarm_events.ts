import type { EventSpecs, Subject } from "../event_spec.ts";
import { type Alarm, alarmKey } from "./alarm.ts";

export interface AlarmEvent {
  readonly type: "alarm.raised" | "alarm.ended";
  readonly alarm: Alarm;
}

export const alarmEvents = {
  "alarm.raised": { subject, data },
  "alarm.ended": { subject, data },
} satisfies EventSpecs<AlarmEvent>;

function subject({ alarm }: AlarmEvent): Subject {
  return { subjectId: alarmKey(alarm), version: alarm.version, merchantNo: alarm.merchantNo };
}

function data({ alarm: { kind, subject, state } }: AlarmEvent) {
  return { kind, subject, state };
}
