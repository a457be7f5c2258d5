import type { BookLine } from "../../core/book/book_line.ts";
import type { ListColumn } from "../console/list_column.ts";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { bookWords, kindOf } from "./book_words.ts";

/** What a statement of account shows, and what its file has. */
export function bookColumns(lang: Lang): readonly ListColumn<BookLine>[] {
  const { columns } = bookWords(lang);
  const text = (header: string, of: (line: BookLine) => string | undefined) => ({
    csv: { header, type: "text", of } as const,
  });
  const kind = (line: BookLine) => kindOf(line, lang);
  return [
    {
      ...text(columns.no, ({ merchantsNo }) => merchantsNo),
      cell: ({ merchantsNo, subjectId }) => <bdi class="mono">{merchantsNo ?? subjectId}</bdi>,
    },
    {
      csv: { header: columns.amount, type: "amount", of: ({ amount }) => amount },
      cell: ({ amount }) => <Amount money={amount} />,
    },
    { ...text(columns.kind, kind), cell: kind },
    {
      csv: { header: columns.bookedAt, type: "time", of: ({ bookedAt }) => bookedAt },
      cell: ({ bookedAt }) => <Time at={bookedAt} lang={lang} />,
    },
    {
      csv: { header: columns.balance, type: "amount", of: ({ balance }) => balance },
      cell: ({ balance }) => <Amount money={balance} />,
      only: "wide",
    },
    text(columns.merchantNo, ({ merchantNo }) => merchantNo),
    text(columns.subjectId, ({ subjectId }) => subjectId),
    text(columns.entryId, ({ entryId }) => entryId),
  ];
}
