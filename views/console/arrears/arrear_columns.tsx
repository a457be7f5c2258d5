import { type Arrear, type ArrearState, nextRetryAt } from "../../../core/arrear/arrear.ts";
import type { Instant } from "../../../core/time.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import { formatTime } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import { columnsOf } from "../columns.tsx";
import type { ListColumn } from "../list_column.ts";
import { arrearWords } from "./arrear_words.ts";

export const arrearMarks: Readonly<Record<ArrearState, Mark>> = {
  owed: "limit",
  settled: "paid",
  waived: "closed",
};

/** What a list of arrears shows, with when each is tried next, and what its file has. */
export function arrearColumns(lang: Lang): readonly ListColumn<Arrear>[] {
  const { columns, states, settledBy } = arrearWords(lang);
  const { filed, number, amount, time, state } = columnsOf<Arrear>(lang);
  const next = (arrear: Arrear) => {
    const at = nextRetryAt(arrear);
    return at === undefined ? undefined : formatTime(at, lang);
  };
  return [
    number(columns.merchantOrderNo, ({ merchantOrderNo }) => merchantOrderNo),
    amount(columns.amount, ({ amount: owed }) => owed),
    state(columns.state, (arrear) => arrear.state, arrearMarks, states),
    time(columns.opened, ({ openedAt }) => openedAt),
    { ...filed(columns.next, next), cell: (row) => next(row) ?? "–", only: "wide" },
    filed(columns.subject, ({ subject }) => subject),
    filed(columns.ended, (arrear) => {
      const at = arrearEndedAt(arrear);
      return at === undefined ? undefined : formatTime(at, lang);
    }),
    filed(
      columns.settledBy,
      (arrear) => arrear.state === "settled" ? settledBy[arrear.settledBy.by] : undefined,
    ),
    filed(columns.settle, ({ settleMerchantNo, merchantNo }) => settleMerchantNo ?? merchantNo),
    filed(columns.contractId, ({ contractId }) => contractId),
    filed(columns.deductionId, ({ deductionId }) => deductionId),
    filed(columns.arrearId, ({ arrearId }) => arrearId),
  ];
}

export function arrearEndedAt(arrear: Arrear): Instant | undefined {
  switch (arrear.state) {
    case "owed":
      return undefined;
    case "settled":
      return arrear.settledAt;
    case "waived":
      return arrear.waivedAt;
  }
}
