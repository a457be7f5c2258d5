import type { Deps } from "../deps.ts";
import { eachApart } from "../each_apart.ts";
import { onEachClock } from "../merchant/each_clock.ts";
import { terminateContract } from "./terminate_contract.ts";

const PER_SWEEP_MAX = 100;

/** Ends contracts whose last day has passed, each on its merchant's clock, in the same way as any other end. */
export async function expireContracts(deps: Deps): Promise<void> {
  await onEachClock(deps, async (now, merchantNo) => {
    for (;;) {
      const [due] = await deps.load(deps.contracts.dueToExpire(now, merchantNo, PER_SWEEP_MAX));
      const ended = await eachApart(deps, due, {
        about: ({ contractId }) => ({ contract_id: contractId }),
        work: async ({ contractId }) => {
          return (await terminateContract(deps, { contractId, by: "expiry" })).ok;
        },
      });
      if (due.length < PER_SWEEP_MAX || !ended.includes(true)) return;
    }
  });
}
