import { paths } from "../../../../core/paths.ts";
import {
  batchStates,
  type SettlementBatch,
} from "../../../../core/settlement_batch/settlement_batch.ts";
import { viewWaiting } from "../../../../core/settlement_batch/view_settlements.ts";
import { batchColumns } from "../../../../views/settlement/batch_columns.tsx";
import { OwnWaiting } from "../../../../views/settlement/own_page.tsx";
import { settlementWords } from "../../../../views/settlement/words.ts";
import type { ConsoleList } from "../console_list.tsx";
import { choice, type Filter } from "../filter.ts";

const filters = { state: choice(batchStates) } satisfies Readonly<Record<string, Filter>>;

/** A merchant number's batches, newest first, and what is to come before them. */
export const settlementList: ConsoleList<typeof filters, SettlementBatch> = {
  noun: "settlements",
  section: "own_settlements",
  permission: "statements:read",
  filters,
  days: true,
  search: (deps, caller, page, { state }) => deps.settlementBatches.search(caller, page, { state }),
  above: async (deps, caller, { lang }) =>
    caller.type === "staff"
      ? <OwnWaiting lang={lang} waiting={await viewWaiting(deps, caller.merchantNo)} />
      : null,
  prefix: "stl",
  idOf: ({ settlementId }) => settlementId,
  hrefTo: ({ settlementId }) => paths.consoleSettlement(settlementId),
  columns: batchColumns,
  words: (lang) => {
    const { ownTitle: title, ownNone: none, state, states } = settlementWords(lang);
    return { title, none, labels: { state }, options: { state: states } };
  },
};
