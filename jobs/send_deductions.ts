import { askToDeduct, takeDeductions } from "../core/deduction/send_deductions.ts";
import type { Deps } from "../core/deps.ts";
import { flow, type FlowOptions } from "./flow.ts";

/** Sends what was recorded, until nothing is due and every channel has answered or timed out. */
export function sendDeductions(deps: Deps, options: FlowOptions = {}): Promise<void> {
  return flow(deps.log, {
    name: "send_deductions",
    take: (max) => takeDeductions(deps, max),
    finish: (sent) => askToDeduct(deps, sent),
  }, options);
}
