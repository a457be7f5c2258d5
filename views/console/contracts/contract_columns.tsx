import {
  type Contract,
  type ContractEnd,
  type ContractState,
} from "../../../core/contract/contract.ts";
import type { ContractWithUse } from "../../../core/contract/contract_store.ts";
import { paths } from "../../../core/paths.ts";
import { mustSignAgain } from "../../../core/signing/sign_again.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import type { Lang } from "../../words.ts";
import { columnsOf } from "../columns.tsx";
import type { ListColumn } from "../list_column.ts";
import { contractWords } from "./contract_words.ts";

export const contractMarks: Readonly<Record<ContractState, Mark>> = {
  active: "paid",
  suspended: "limit",
  terminating: "processing",
  terminated: "closed",
};

/** What a list of contracts shows, and what its file has. */
export function contractColumns(lang: Lang): readonly ListColumn<ContractWithUse>[] {
  const { columns, states, endedBy } = contractWords(lang);
  const { filed, number, written, amount, time, state } = columnsOf<ContractWithUse>(lang);
  return [
    number(columns.contractCode, ({ contract }) => contract.contractCode),
    amount(columns.usedToday, ({ usedToday }) => usedToday),
    state(columns.state, ({ contract }) => contract.state, contractMarks, states),
    time(columns.signed, ({ contract }) => contract.signedAt),
    written(columns.title, ({ contract }) => contract.title),
    {
      csv: {
        header: columns.perTransaction,
        type: "amount",
        of: ({ contract }) => contract.perTransactionLimit,
      },
    },
    { csv: { header: columns.perDay, type: "amount", of: ({ contract }) => contract.perDayLimit } },
    filed(columns.userId, ({ contract }) => contract.userId),
    filed(columns.openId, ({ contract }) => contract.openId),
    filed(columns.card, ({ contract }) => contract.cardLabel),
    filed(columns.endedBy, ({ contract }) => {
      const end = endOf(contract);
      return end && endedBy[end.terminatedBy];
    }),
    {
      csv: { header: columns.ended, type: "time", of: ({ contract }) => endOf(contract)?.endedAt },
    },
    { csv: { header: columns.expires, type: "time", of: ({ contract }) => contract.expiresAt } },
    filed(columns.planId, ({ contract }) => contract.planId),
    {
      csv: {
        header: columns.planVersion,
        type: "number",
        of: ({ contract }) => contract.planVersion,
      },
    },
    filed(columns.contractId, ({ contract }) => contract.contractId),
    filed(columns.channel, ({ contract }) => contract.channel),
    filed(
      columns.again,
      ({ contract, owner }) =>
        mustSignAgain(contract, owner)
          ? paths.signAgain(contract.contractId)
          : replacedBy(contract),
    ),
  ];
}

/** By which contract it was replaced when its consumer signed again. */
export function replacedBy(contract: Contract): string | undefined {
  return /^replaced by (ctr_\w+)$/.exec(endOf(contract)?.reason ?? "")?.[1];
}

function endOf(contract: Contract): ContractEnd | undefined {
  return contract.state === "terminating" || contract.state === "terminated" ? contract : undefined;
}
