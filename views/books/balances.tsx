import type { BookView } from "../../core/book/view_book.ts";
import { businessDay, type Instant, instant } from "../../core/time.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { bookWords } from "./book_words.ts";

/** What a number's accounts stand at, and one of them at both ends of the days that were asked for. */
export function Balances({ lang, view }: { readonly lang: Lang; readonly view: BookView }) {
  const w = bookWords(lang);
  const { payable, refunds, opening, closing } = view;
  return (
    <section class="card">
      <Facts
        rows={[
          fact(w.accounts.payable, <Amount money={payable} />),
          fact(w.accounts.refunds, <Amount money={refunds} />),
          fact(
            opening ? w.opening(businessDay(opening.at)) : "",
            opening && <Amount money={opening.balance} />,
          ),
          fact(
            closing ? w.closing(lastDayBefore(closing.at)) : "",
            closing && <Amount money={closing.balance} />,
          ),
        ]}
      />
    </section>
  );
}

function lastDayBefore(at: Instant): string {
  return businessDay(instant(at - 1));
}
