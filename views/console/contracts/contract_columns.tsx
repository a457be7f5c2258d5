import { type ContractState, endOf } from "../../../core/contract/contract.ts";
import type { ContractWithUse } from "../../../core/contract/contract_store.ts";
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

/** A contract, and in a file the link for its consumer where it has to be signed again. */
export type ListedContract = ContractWithUse & { readonly signAgainUrl?: string | undefined };

/** What a list of contracts shows, and what its file has. */
export function contractColumns(lang: Lang): readonly ListColumn<ListedContract>[] {
  const { columns, states, endedBy } = contractWords(lang);
  const { filed, number, written, amount, time, state } = columnsOf<ListedContract>(lang);
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
    filed(columns.again, ({ signAgainUrl }) => signAgainUrl),
    filed(columns.replacedBy, ({ contract }) => endOf(contract)?.replacedBy),
  ];
}
