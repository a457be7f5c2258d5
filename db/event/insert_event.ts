import { sql } from "drizzle-orm";
import { actorText } from "../../core/actor.ts";
import { type DomainEvent, specOf } from "../../core/event.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import { events } from "./table.ts";

export function insertEvent(event: DomainEvent, publicUrl: string): Statement {
  const { subject, data, told } = specOf(event);
  const values = {
    ...subject(event),
    eventId: event.eventId,
    type: event.type,
    at: event.at,
    by: actorText(event.by),
    data: JSON.stringify(data(event, publicUrl)),
  };
  return told ? insertTold(values) : insert(values);
}

const at = sql.placeholder;

const eventValues = {
  seq: sql`null`,
  subjectId: at("subjectId"),
  version: at("version"),
  eventId: at("eventId"),
  type: at("type"),
  merchantNo: at("merchantNo"),
  at: at("at"),
  by: at("by"),
  data: at("data"),
};

const insert = prepare(build.insert(events).values(eventValues));

/** Numbered within its subject, so that a receiver can detect a gap. */
const insertTold = prepare(
  build.insert(events).values({
    ...eventValues,
    sequence: sql`(select coalesce(max(sequence), 0) + 1 from events where subject_id = ${
      at("subjectId")
    } and sequence is not null)`,
  }),
);
