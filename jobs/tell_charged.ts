import { takeChargeNotices, tellCharged as tell } from "../core/deduction/tell_charged.ts";
import type { Deps } from "../core/deps.ts";
import { flow, type FlowOptions } from "./flow.ts";

/** Tells consumers of their charges who asked for it, until nobody is owed a message now. */
export function tellCharged(deps: Deps, options: FlowOptions = {}): Promise<void> {
  return flow(deps.log, {
    name: "tell_charged",
    take: (max) => takeChargeNotices(deps, max),
    finish: (notice) => tell(deps, notice),
  }, options);
}
