import { connectedForContracts } from "../channel/connected.ts";
import { queryUnclear } from "../channel/query_unclear.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { advance } from "./deduction.ts";
import type { FoundDeduction } from "./deduction_store.ts";
import { leftOf } from "./left_today.ts";
import { recordDeductionOutcome } from "./record_deduction_outcome.ts";

/** Asks channels about deductions that no notice settled; never charges again. */
export function queryDeductions(deps: Deps, options?: FlowOptions): Promise<void> {
  const channels = connectedForContracts(deps);
  return queryUnclear<FoundDeduction>(deps, {
    name: "query_deductions",
    subject: ({ deduction: { deductionId: id, merchantNo } }) => ({ id, merchantNo }),
    due: (now, merchantNo, max) => deps.deductions.dueToQuery({ now, merchantNo, channels, max }),
    unclear: ({ deduction }) => deduction.state === "processing" ? deduction : undefined,
    queried: () => ({ about: "deduction" }),
    ids: ({ deduction: { deductionId, contractId } }) => ({
      deduction_id: deductionId,
      contract_id: contractId,
    }),
    step: ({ deduction, contract, usedToday }, signal) => {
      const next = advance(deduction, signal);
      if (!next.ok) return undefined;
      const type = signal.type === "queried" ? "deduction.queried" : "deduction.unclear";
      return { type, deduction: next.value, contract, leftToday: leftOf(contract, usedToday) };
    },
    ask: ({ contracts }, command) => contracts?.queryDeduction(command),
    record: async ({ contracts }, { deduction: { channelOrderNo } }, { response, command }) => {
      const outcome = await contracts?.readQueryDeduction(response, command);
      if (!outcome) return;
      return await recordDeductionOutcome(deps, { channelOrderNo, outcome, amount: undefined });
    },
  }, options);
}
