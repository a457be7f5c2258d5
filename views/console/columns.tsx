import type { Money } from "../../core/money.ts";
import type { Instant } from "../../core/time.ts";
import { Amount } from "../parts/money.tsx";
import type { Mark } from "../parts/state_mark.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import type { ListColumn } from "./list_column.ts";
import { StateWord } from "./state_word.tsx";

/** The columns that most lists have, of rows of one kind. */
export function columnsOf<T>(lang: Lang) {
  return {
    /** Of the file alone. */
    filed: (header: string, of: (row: T) => string | undefined): ListColumn<T> => ({
      csv: { header, type: "text", of },
    }),
    number: (header: string, of: (row: T) => string): ListColumn<T> => ({
      csv: { header, type: "text", of },
      cell: (row) => <bdi class="mono">{of(row)}</bdi>,
    }),
    /** What somebody wrote. */
    written: (header: string, of: (row: T) => string): ListColumn<T> => ({
      csv: { header, type: "text", of },
      cell: (row) => <bdi>{of(row)}</bdi>,
      only: "wide",
    }),
    amount: (header: string, of: (row: T) => Money): ListColumn<T> => ({
      csv: { header, type: "amount", of },
      cell: (row) => <Amount money={of(row)} />,
    }),
    time: (header: string, of: (row: T) => Instant): ListColumn<T> => ({
      csv: { header, type: "time", of },
      cell: (row) => <Time at={of(row)} lang={lang} />,
    }),
    state: <S extends string>(
      header: string,
      of: (row: T) => S,
      marks: Readonly<Record<S, Mark>>,
      names: Readonly<Record<S, string>>,
    ): ListColumn<T> => ({
      csv: { header, type: "text", of: (row) => names[of(row)] },
      cell: (row) => <StateWord mark={marks[of(row)]} text={names[of(row)]} />,
    }),
  };
}
