import type { RefusalText } from "../refusal.ts";

export const contractRefusals = {
  contract_not_found: {
    kind: "not_found",
    title: "No such contract",
    detail: "You have no such contract.",
  },
  contract_not_active: {
    kind: "conflict",
    title: "The contract is not active",
    detail: "`state` says whether it is suspended, ending or ended. Nothing was charged.",
  },
  merchant_not_in_scope: {
    kind: "forbidden",
    title: "This merchant number may not charge this contract",
    detail:
      "A child may charge its parent's contract only while the sharing agreement is in force under which the consumer signed a text that named it (`shared_with`): an earlier contract has to be ended and signed again. A plan with `fixed_merchant_nos` can be charged only by those numbers.",
  },
} as const satisfies Record<string, RefusalText>;
