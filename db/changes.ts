import { type DomainEvent, type EventBody, specOf } from "../core/event.ts";
import type { Statement, Unit } from "../core/unit.ts";
import { consumerChanges } from "./consumer/changes.ts";
import { contractChanges } from "./contract/changes.ts";
import { deductionChanges, deductionNoticeChanges } from "./deduction/changes.ts";
import { dynamicCodeChanges } from "./dynamic_code/changes.ts";
import type { Changes } from "./engine/changes.ts";
import { insertEvent } from "./event/insert_event.ts";
import { guardStatements } from "./guards.ts";
import { linkChanges } from "./link/changes.ts";
import { keyChanges, merchantChanges } from "./merchant/changes.ts";
import { orderChanges } from "./order/changes.ts";
import { paymentChanges } from "./payment/changes.ts";
import { planChanges } from "./plan/changes.ts";
import { refundChanges } from "./refund/changes.ts";
import { screenChanges } from "./screen/changes.ts";
import { signingChanges } from "./signing/changes.ts";
import { endpointChanges } from "./webhook/changes.ts";

const changes = {
  ...merchantChanges,
  ...keyChanges,
  ...orderChanges,
  ...paymentChanges,
  ...refundChanges,
  ...linkChanges,
  ...dynamicCodeChanges,
  ...screenChanges,
  ...planChanges,
  ...consumerChanges,
  ...signingChanges,
  ...contractChanges,
  ...deductionChanges,
  ...deductionNoticeChanges,
  ...endpointChanges,
} satisfies Changes<EventBody>;

/** What must hold, then the event, then the rows it changes. */
export function statementsFor(event: DomainEvent, publicUrl: string): readonly Statement[] {
  const rows = changes[event.type] as (event: DomainEvent) => readonly Statement[];
  return [
    ...guardStatements(specOf(event).holds?.(event) ?? {}),
    insertEvent(event, publicUrl),
    ...rows(event),
  ];
}

/** All of them, whole or not at all: proved by the first, locked against whoever moves the same histories on. */
export function unitOf(events: readonly DomainEvent[], publicUrl: string): Unit {
  const proof = {
    sql: "select 1 from events where event_id = ?",
    args: [events[0]?.eventId ?? ""],
  };
  return {
    statements: events.flatMap((each) => statementsFor(each, publicUrl)),
    proof,
    locks: events.map((each) => {
      const { subjectId, version } = specOf(each).subject(each);
      return `${subjectId} ${version}`;
    }),
  };
}
