import { byOperator } from "../actor.ts";
import { assertCommitted } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { doubtUnsent } from "./doubt_unsent.ts";
import { endRetries } from "./end_retries.ts";

/**
 * Makes a copy of the database fit to go on from, before anything is served or sent: that it was put back is on record,
 * what it was about to send to channels is asked about instead, and webhooks wait for no process that is gone
 * [docs/running.md]. Returns how many entries the audit chain had in the copy.
 */
export async function resumeFromCopy(deps: Deps): Promise<number> {
  const [{ entries }] = await deps.load(deps.audit.end());
  await deps.commit([{
    type: "audit.restored",
    auditId: deps.newId("aud"),
    entries,
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: byOperator,
  }]);
  await doubtUnsent(deps);
  await endRetries(deps);
  assertCommitted(await deps.write(deps.deliveries.endLeases()));
  return entries;
}
