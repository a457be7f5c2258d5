import { paths } from "../../core/paths.ts";
import type { MonthView } from "../../core/statement/view_months.ts";
import { fact, Facts } from "../parts/facts.tsx";
import { Amount } from "../parts/money.tsx";
import { dayOf, monthOf } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { hundredth } from "./exact_yuan.ts";
import { feeWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly view: MonthView;
  readonly mayExport: boolean;
}

/** What an invoice over the fees of a month needs: the parties, the period, the items and the tax. */
export function MonthPage({ lang, view, mayExport }: Props) {
  const w = feeWords(lang);
  const { number: { merchant, enterprise }, fees, seller, isWhole, firstDay, lastDay } = view;
  const until = view.until ?? lastDay;
  return (
    <>
      <p>
        <a class="link" href={paths.consoleFees()}>{w.months}</a>
      </p>
      <section class="card stack">
        <h1>{w.month(monthOf(fees.month, lang))}</h1>
        <p class="quiet-text">{w.notInvoice}</p>
        {isWhole ? null : <p>{w.soFar(dayOf(until, lang))}</p>}
        <Facts
          rows={[
            fact(w.period, w.periodOf(dayOf(firstDay, lang), dayOf(lastDay, lang))),
            fact(w.merchantNo, <span class="mono">{merchant.merchantNo}</span>),
            fact(w.business, <Amount money={fees.amount} />),
            fact(w.withTax, <Amount money={view.invoice.amount} />),
          ]}
        />
        {mayExport
          ? (
            <p class="tools">
              <a class="button quiet" href={paths.consoleFeeMonthCsv(fees.month)} download>
                {w.csv}
              </a>
            </p>
          )
          : null}
      </section>
      <section class="card stack">
        <h2>{w.buyer}</h2>
        <Facts
          rows={[
            fact(w.title, <bdi>{enterprise?.name ?? merchant.name}</bdi>),
            fact(
              w.taxNo,
              enterprise ? <span class="mono">{enterprise.licenceNo}</span> : w.missing,
            ),
          ]}
        />
        <h2>{w.seller}</h2>
        <Facts
          rows={[
            fact(w.title, <bdi>{seller.title}</bdi>),
            fact(
              w.taxNo,
              seller.taxNo ? <span class="mono">{seller.taxNo}</span> : w.notConfigured,
            ),
          ]}
        />
      </section>
      <Items lang={lang} view={view} />
    </>
  );
}

function Items({ lang, view: { invoice, seller: { taxRate } } }: Pick<Props, "lang" | "view">) {
  const w = feeWords(lang);
  const { lines } = invoice;
  const rate = taxRate === undefined ? w.notConfigured : `${hundredth(taxRate, 100)}%`;
  return (
    <section class="card stack">
      <h2>{w.items}</h2>
      <table class="dense" role="table">
        <caption class="sr">{w.items}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{w.item}</th>
            <th role="columnheader" scope="col" class="end">{w.withoutTax}</th>
            <th role="columnheader" scope="col" class="end">{w.taxRate}</th>
            <th role="columnheader" scope="col" class="end">{w.tax}</th>
            <th role="columnheader" scope="col" class="end">{w.withTax}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {[...lines, undefined].map((line) => {
            const { amount, tax, net } = line ?? invoice;
            return (
              <tr key={line?.part ?? "sum"} role="row">
                <th role="rowheader" scope="row">{line ? w.services[line.part] : w.sum}</th>
                <td role="cell" class="end" data-label={w.withoutTax}>
                  {net ? <Amount money={net} /> : "–"}
                </td>
                {line
                  ? <td role="cell" class="end" data-label={w.taxRate}>{rate}</td>
                  : <td role="cell" />}
                <td role="cell" class="end" data-label={w.tax}>
                  {tax ? <Amount money={tax} /> : "–"}
                </td>
                <td role="cell" class="end" data-label={w.withTax}>
                  <Amount money={amount} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
