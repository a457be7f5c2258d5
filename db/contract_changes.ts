import type { DomainEvent } from "../core/event.ts";
import type { Statement } from "../core/unit.ts";

type ContractEvent = Extract<DomainEvent, { type: `contract.${string}` }>;

export function contractStatements(event: ContractEvent): readonly Statement[] {
  throw new TypeError(`Cannot write ${event.type} yet`);
}
