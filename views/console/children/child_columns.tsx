import type { MerchantState } from "../../../core/merchant/merchant.ts";
import type { MerchantOfEnterprise } from "../../../core/merchant/merchant_store.ts";
import type { Mark } from "../../parts/state_mark.tsx";
import { Time } from "../../parts/time.tsx";
import type { Lang } from "../../words.ts";
import type { ListColumn } from "../list_column.ts";
import { settingsWords } from "../settings/settings_words.ts";
import { StateWord } from "../state_word.tsx";
import { childWords } from "./child_words.ts";

export const childMarks: Readonly<Record<MerchantState, Mark>> = {
  active: "paid",
  suspended: "unclear",
  closed: "closed",
};

/** What a list of children shows, and what its file has. */
export function childColumns(lang: Lang): readonly ListColumn<MerchantOfEnterprise>[] {
  const { columns, states } = childWords(lang);
  const { productNames } = settingsWords(lang);
  const text = (header: string, of: (row: MerchantOfEnterprise) => string | undefined) => ({
    csv: { header, type: "text", of } as const,
  });
  const products = ({ merchant }: MerchantOfEnterprise) =>
    merchant.products.map((each) => productNames[each]).join(lang === "zh" ? "、" : ", ");
  return [
    {
      ...text(columns.name, ({ merchant }) => merchant.name),
      cell: ({ merchant }) => <bdi>{merchant.name}</bdi>,
    },
    {
      ...text(columns.merchantNo, ({ merchant }) => merchant.merchantNo),
      cell: ({ merchant }) => <span class="mono whole">{merchant.merchantNo}</span>,
    },
    {
      ...text(columns.state, ({ merchant }) => states[merchant.state]),
      cell: ({ merchant: { state } }) => (
        <StateWord
          mark={childMarks[state]}
          text={states[state]}
        />
      ),
    },
    {
      csv: { header: columns.opened, type: "time", of: ({ merchant }) => merchant.createdAt },
      cell: ({ merchant }) => <Time at={merchant.createdAt} lang={lang} />,
      only: "wide",
    },
    { ...text(columns.products, products), cell: products, only: "wide" },
    text(columns.reference, ({ merchant }) => merchant.reference),
    text(columns.parent, ({ merchant }) => merchant.parentNo),
    text(columns.mode, ({ merchant }) => merchant.mode),
    text(columns.legalName, ({ enterprise }) => enterprise?.name),
    text(columns.licence, ({ enterprise }) => enterprise?.licenceNo),
  ];
}
