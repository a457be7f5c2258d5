import { channelNames } from "../../../../core/channel/channel.ts";
import type { ContractWithUse } from "../../../../core/contract/contract_store.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { contractColumns } from "../../../../views/console/contracts/contract_columns.tsx";
import { contractWords } from "../../../../views/console/contracts/contract_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(["active", "suspended", "terminating", "terminated"]),
  contract_code: text(64),
  plan_id: text(30),
  user_id: text(64),
  open_id: text(64),
  channel: choice(channelNames),
} satisfies Readonly<Record<string, Filter>>;

/** Contracts by when they were signed, newest first. `contract_code` takes our own id of a contract too. */
export const contractList: ConsoleList<typeof filters, ContractWithUse> = {
  noun: "contracts",
  section: "contracts",
  permission: "contracts:read",
  filters,
  days: true,
  search: (deps, caller, page, { contract_code: code, ...others }) => {
    const contractId = parseId("ctr", code ?? "");
    const named = contractId ? { contract_id: contractId } : { contract_code: code };
    return deps.contracts.search(caller, page, { ...others, ...named }, deps.now());
  },
  prefix: "ctr",
  idOf: ({ contract }) => contract.contractId,
  hrefTo: ({ contract }) => paths.consoleContract(contract.contractId),
  columns: contractColumns,
  words: (lang) => {
    const { states, channels, endedBy: _, ...words } = contractWords(lang);
    return { ...words, options: { state: states, channel: channels } };
  },
};
