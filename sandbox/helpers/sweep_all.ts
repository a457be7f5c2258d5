import { jobs } from "../../jobs/jobs.ts";
import type { SandboxDeps } from "./sandbox_deps.ts";
import { tellWhatIsDue } from "./tell_what_is_due.ts";

/** Everything that time makes due, in the order in which one causes the next: what the bank tells may cause refunds. */
export async function sweepAll(deps: SandboxDeps): Promise<void> {
  const { expire_orders, query_payments, deliver_webhooks: _, ...later } = jobs;
  await expire_orders.run(deps);
  await query_payments.run(deps);
  await tellWhatIsDue(deps);
  for (const { run } of Object.values(later)) await run(deps);
  deps.nudge("deliver_webhooks");
}
