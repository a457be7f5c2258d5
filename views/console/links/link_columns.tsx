import type { Link, LinkState } from "../../../core/link/link.ts";
import { Amount } from "../../parts/money.tsx";
import type { Mark } from "../../parts/state_mark.tsx";
import type { Lang } from "../../words.ts";
import { columnsOf } from "../columns.tsx";
import type { ListColumn } from "../list_column.ts";
import { linkWords } from "./link_words.ts";

export const linkMarks: Readonly<Record<LinkState, Mark>> = { active: "paid", paused: "closed" };

/** What a list of links shows, and what its file has. */
export function linkColumns(lang: Lang): readonly ListColumn<Link>[] {
  const { columns, states } = linkWords(lang);
  const { filed, time, state } = columnsOf<Link>(lang);
  return [
    {
      csv: { header: columns.subject, type: "text", of: ({ subject }) => subject },
      cell: ({ subject }) => <bdi>{subject}</bdi>,
    },
    {
      csv: { header: columns.amount, type: "amount", of: ({ amount }) => amount },
      cell: ({ amount }) => amount ? <Amount money={amount} /> : columns.free,
    },
    state(columns.state, (link) => link.state, linkMarks, states),
    time(columns.created, ({ createdAt }) => createdAt),
    filed(columns.linkId, ({ linkId }) => linkId),
  ];
}
