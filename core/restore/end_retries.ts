import { byOperator } from "../actor.ts";
import { advance } from "../arrear/arrear.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";

const BATCH = 100;

/**
 * What is owed in the copy may have been paid since, by a retry or by its consumer, and nobody can say: it is not tried
 * again.
 */
export async function endRetries(deps: Deps): Promise<void> {
  for (;;) {
    const [arrears] = await deps.load(deps.arrears.toBeRetried(BATCH));
    if (arrears.length === 0) return;
    for (const arrear of arrears) {
      const ended = advance(arrear, { type: "retries_ended", because: "copy_restored" });
      if (!ended.ok) continue;
      const conflict = await conflictOf(deps.commit([{
        type: "arrear.retries_ended",
        arrear: ended.value,
        eventId: deps.newId("evt"),
        at: deps.now(),
        by: byOperator,
      }]));
      if (conflict) throw conflict;
    }
  }
}
