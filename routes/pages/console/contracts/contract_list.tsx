import { channelNames } from "../../../../core/channel/channel.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { signAgainUrl } from "../../../../core/signing/sign_again_link.ts";
import {
  contractColumns,
  type ListedContract,
} from "../../../../views/console/contracts/contract_columns.tsx";
import { MoveProgress } from "../../../../views/console/contracts/move_progress.tsx";
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
  again: choice(["due"]),
} satisfies Readonly<Record<string, Filter>>;

/** Contracts by when they were signed, newest first. `contract_code` takes our own id of a contract too. */
export const contractList: ConsoleList<typeof filters, ListedContract> = {
  noun: "contracts",
  section: "contracts",
  permission: "contracts:read",
  filters,
  days: true,
  search: (deps, caller, page, { contract_code: code, again, ...others }) => {
    const contractId = parseId("ctr", code ?? "");
    const named = contractId ? { contract_id: contractId } : { contract_code: code };
    const { search, searchToSignAgain } = deps.contracts;
    const find = again === undefined ? search : searchToSignAgain;
    return find(caller, page, { ...others, ...named }, deps.now());
  },
  above: async (deps, caller, { lang }) => {
    const [move] = await deps.load(deps.contracts.move(caller));
    return move && <MoveProgress lang={lang} move={move} />;
  },
  inFile: async (deps, row) => ({ ...row, signAgainUrl: await signAgainUrl(deps, row) }),
  prefix: "ctr",
  idOf: ({ contract }) => contract.contractId,
  hrefTo: ({ contract }) => paths.consoleContract(contract.contractId),
  columns: contractColumns,
  words: (lang) => {
    const { states, channels, again, endedBy: _, ...words } = contractWords(lang);
    return { ...words, options: { state: states, channel: channels, again } };
  },
};
