import { takeChargeNotices, tellCharged as tell } from "../core/deduction/tell_charged.ts";
import type { Deps } from "../core/deps.ts";
import { flow, type FlowOptions } from "./flow.ts";

/** Sends consumers the messages they asked for after charges, until none is owed. */
export function tellCharged(deps: Deps, options: FlowOptions = {}): Promise<void> {
  return flow(deps.log, {
    name: "tell_charged",
    take: (max) => takeChargeNotices(deps, max),
    finish: (notice) => tell(deps, notice),
  }, options);
}
