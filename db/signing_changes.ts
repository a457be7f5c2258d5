import type { DomainEvent } from "../core/event.ts";
import type { Statement } from "../core/unit.ts";

type SigningEvent = Extract<DomainEvent, { type: `signing.${string}` | `consumer.${string}` }>;

export function signingStatements(event: SigningEvent): readonly Statement[] {
  throw new TypeError(`Cannot write ${event.type} yet`);
}
