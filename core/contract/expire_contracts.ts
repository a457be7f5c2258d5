import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { sweepEachClock } from "../sweep.ts";
import type { Contract } from "./contract.ts";
import { terminateContract } from "./terminate_contract.ts";

/** Ends contracts whose last day is over, each on its merchant's clock, the way every other cause ends one. */
export async function expireContracts(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweepEachClock<Contract>(deps, {
    name: "expire_contracts",
    subject: ({ contractId: id, merchantNo }) => ({ id, merchantNo }),
    due: (...given) => deps.contracts.dueToExpire(...given),
    work: async ({ contractId }) => {
      return (await terminateContract(deps, { contractId, by: "expiry" })).ok;
    },
  }, options);
}
