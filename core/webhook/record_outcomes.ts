import type { Deps } from "../deps.ts";
import { after } from "../time.ts";
import { saidGone } from "./deliver.ts";
import type { AttemptOutcome } from "./delivery.ts";
import { disableEndpoint } from "./disable_endpoint.ts";
import { failingTooLong, failingTooOften } from "./endpoint.ts";

/**
 * Records what receivers answered, releases the webhooks waiting behind, and disables dead endpoints. Returns false
 * when that could not be written: then the leases expire and the webhooks are sent again.
 */
export async function recordOutcomes(
  deps: Deps,
  outcomes: readonly AttemptOutcome[],
): Promise<boolean> {
  const now = deps.now();
  const record = deps.deliveries.record(outcomes, now);
  const verdict = await deps.write(record.unit);
  if (verdict.type !== "committed") return false;

  const gone = new Set(outcomes.filter(saidGone).map((each) => each.delivery.endpointId));
  for (const endpointId of gone) await disableEndpoint(deps, endpointId, "gone");

  const offsets = new Map(
    outcomes.map(({ delivery }) => [delivery.endpointId, delivery.clockOffset]),
  );
  for (const run of record.read(verdict.rows)) {
    const offset = offsets.get(run.endpointId);
    if (gone.has(run.endpointId) || offset === undefined) continue;
    if (failingTooLong(run, after(now, offset)) && failingTooOften(run)) {
      await disableEndpoint(deps, run.endpointId, "dead");
    }
  }
  return true;
}
