import type { Deps } from "../../core/deps.ts";
import { jobs } from "../../jobs/jobs.ts";

/** Everything that becomes due with time, in the order in which one causes the next. */
export async function sweepAll(deps: Deps): Promise<void> {
  const { deliver_webhooks: _, ...sweeps } = jobs;
  for (const { run } of Object.values(sweeps)) await run(deps);
  deps.nudge("deliver_webhooks");
}
