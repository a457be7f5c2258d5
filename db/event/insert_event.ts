import { sql } from "drizzle-orm";
import { actorText } from "../../core/actor.ts";
import { type DomainEvent, specOf } from "../../core/event.ts";
import type { Statement } from "../../core/unit.ts";
import { build, prepare } from "../engine/statement.ts";
import type { ChainedEvent } from "./chain.ts";
import { chainedEvents, events } from "./table.ts";

/** The event as it is stored. */
export function storedEvent(event: DomainEvent, publicUrl: string): ChainedEvent {
  const { subject, data } = specOf(event);
  return {
    ...subject(event),
    eventId: event.eventId,
    type: event.type,
    at: event.at,
    by: actorText(event.by),
    data: JSON.stringify(data(event, publicUrl)),
  };
}

/** `place` is its place in the chain of its subject, where that has one. */
export function insertEvent(
  stored: ChainedEvent,
  { told, place }: {
    readonly told: boolean;
    readonly place: { readonly written: string; readonly chain: string } | undefined;
  },
): Statement {
  if (place) return (told ? insertToldChained : insertChained)({ ...stored, ...place });
  return (told ? insertTold : insert)({ ...stored });
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

/** Numbered within its subject, so that a receiver can detect a gap. */
const toldValues = {
  ...eventValues,
  sequence: sql`(select coalesce(max(sequence), 0) + 1 from events where subject_id = ${
    at("subjectId")
  } and sequence is not null)`,
};

const chainedValues = { written: at("written"), chain: at("chain") };

const insert = prepare(build.insert(events).values(eventValues));
const insertTold = prepare(build.insert(events).values(toldValues));
const insertChained = prepare(
  build.insert(chainedEvents).values({ ...eventValues, ...chainedValues }),
);
const insertToldChained = prepare(
  build.insert(chainedEvents).values({ ...toldValues, ...chainedValues }),
);
