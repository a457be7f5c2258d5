import type { BookLine } from "../../core/book/book_line.ts";
import type { BookView } from "../../core/book/view_book.ts";
import type { Page } from "../../core/console/load_page.ts";
import type { MerchantNo } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { consoleWords } from "../console/words.ts";
import { Amount } from "../parts/money.tsx";
import { Time } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { Balances } from "./balances.tsx";
import { bookWords, kindOf } from "./book_words.ts";

interface Props {
  readonly lang: Lang;
  readonly merchantNo: MerchantNo;
  readonly view: BookView;
  readonly page: Page<BookLine>;
  readonly mayExport: boolean;
}

/** The account of a merchant number as the desk sees it. */
export function MerchantBooks({ lang, merchantNo, view, page, mayExport }: Props) {
  const w = bookWords(lang);
  const listed = consoleWords(lang);
  return (
    <>
      <p>
        <a class="link mono" href={paths.opsMerchant(merchantNo)}>{merchantNo}</a>
      </p>
      <div class="head">
        <h1>{w.of(merchantNo)}</h1>
        {mayExport && page.rows.length > 0
          ? (
            <a class="link" href={paths.opsMerchantBooks(merchantNo, "format=csv")} download>
              {listed.download}
            </a>
          )
          : null}
      </div>
      <Balances lang={lang} view={view} />
      <section class="card stack">
        {page.rows.length === 0 ? <p class="quiet-text">{w.nothing}</p> : null}
        <ul class="rows">
          {page.rows.map((line) => <Line key={line.entryId} lang={lang} line={line} />)}
        </ul>
        {page.older === undefined ? null : (
          <a
            class="button quiet"
            rel="next"
            href={paths.opsMerchantBooks(merchantNo, `before=${page.older}`)}
          >
            {listed.older}
          </a>
        )}
      </section>
    </>
  );
}

function Line({ lang, line }: { readonly lang: Lang; readonly line: BookLine }) {
  const w = bookWords(lang);
  const { amount, balance, bookedAt, merchantsNo, subjectId } = line;
  return (
    <li>
      <span>
        {kindOf(line, lang)} <bdi class="mono">{merchantsNo ?? subjectId}</bdi>
        <span class="small quiet-text">
          <Time at={bookedAt} lang={lang} />
        </span>
      </span>
      <span class="end">
        <Amount money={amount} />
        <span class="small quiet-text line">
          {w.columns.balance} <Amount money={balance} />
        </span>
      </span>
    </li>
  );
}
