import type { EventOf, Stamp } from "../../core/event_spec.ts";
import type { Statement } from "../../core/unit.ts";

/** Per type of event: the rows it changes. */
export type Changes<E extends { readonly type: string }> = {
  readonly [T in E["type"]]: (event: EventOf<E, T> & Stamp) => readonly Statement[];
};
