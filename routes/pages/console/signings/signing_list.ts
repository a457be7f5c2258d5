import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import type { Signing } from "../../../../core/signing/signing.ts";
import { signingColumns } from "../../../../views/console/signings/signing_columns.tsx";
import { signingWords } from "../../../../views/console/signings/signing_words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter, text } from "../filter.ts";

const filters = {
  state: choice(["open", "signed", "declined", "expired"]),
  contract_code: text(64),
  plan_id: text(30),
  user_id: text(64),
} satisfies Readonly<Record<string, Filter>>;

/** Signings, newest first. `contract_code` takes our own id of a signing too. */
export const signingList: ConsoleList<typeof filters, Signing> = {
  noun: "signings",
  section: "signings",
  permission: "signings:read",
  filters,
  days: true,
  search: (deps, caller, page, { contract_code: code, ...others }) => {
    const signingId = parseId("sgn", code ?? "");
    return deps.signings.search(caller, page, {
      ...others,
      ...(signingId ? { signing_id: signingId } : { contract_code: code }),
    });
  },
  prefix: "sgn",
  idOf: ({ signingId }) => signingId,
  hrefTo: ({ signingId }) => paths.consoleSigning(signingId),
  columns: signingColumns,
  byProgram: true,
  words: (lang) => {
    const { states, ...words } = signingWords(lang);
    return { ...words, options: { state: states } };
  },
};
