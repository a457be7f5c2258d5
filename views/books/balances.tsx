import type { ClearingRange } from "../../core/book/clearing_balance.ts";
import { type BookView, lastDayBefore } from "../../core/book/view_book.ts";
import { businessDay } from "../../core/time.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import type { Lang } from "../words.ts";
import { bookWords } from "./book_words.ts";

/** What a number's accounts stand at, and one of them at both ends of the days that were asked for. */
export function Balances({ lang, view }: { readonly lang: Lang; readonly view: BookView }) {
  const w = bookWords(lang);
  const { payable, refunds, opening, closing, clearing } = view;
  return (
    <>
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
      {clearing ? <ByClearingDay lang={lang} clearing={clearing} /> : null}
    </>
  );
}

/** The same days as the channel counts them: what they cleared, and what of it the bank has paid. */
function ByClearingDay(
  { lang, clearing }: { readonly lang: Lang; readonly clearing: ClearingRange },
) {
  const w = bookWords(lang);
  const { opening, closing, cleared, madeUp, paid } = clearing;
  return (
    <section class="card stack">
      <h2>{w.byClearingDay}</h2>
      <p class="quiet-text">{w.byClearingDayHelp}</p>
      <Facts
        rows={[
          fact(
            opening ? w.clearingClosing(opening.day) : "",
            opening && <Amount money={opening.balance} />,
          ),
          fact(w.cleared, <Amount money={cleared} />),
          fact(w.kinds.made_up, madeUp.fen === 0 ? undefined : <Amount money={madeUp} />),
          fact(w.paidOut, <Amount money={paid} />),
          fact(w.clearingClosing(closing.day), <Amount money={closing.balance} />),
        ]}
      />
    </section>
  );
}
