import type { EventOf, Stamp } from "../../core/event_spec.ts";
import type { Statement } from "../../core/unit.ts";

/** Per type of event: the rows it changes. `head` is the new head of its subject's chain, where that has one. */
export type Changes<E extends { readonly type: string }> = {
  readonly [T in E["type"]]: (event: EventOf<E, T> & Stamp, head: string) => readonly Statement[];
};
