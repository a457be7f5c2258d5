import type { Child } from "hono/jsx";
import type { AnnouncedCharge, Charge } from "../../core/deduction/charge.ts";
import {
  type Deduction,
  type ShownDeductionState,
  shownState,
} from "../../core/deduction/deduction.ts";
import type { Money } from "../../core/money.ts";
import { formatMoney } from "../parts/money.tsx";
import { hueOf, type Mark, StateMark } from "../parts/state_mark.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { type Lang, words } from "../words.ts";
import { PaidLinks } from "./paid_links.tsx";
import { walletWords } from "./words.ts";

const marks: Readonly<Record<ShownDeductionState, Mark>> = {
  processing: "processing",
  succeeded: "paid",
  failed: "failed",
};

interface ChargesProps {
  readonly charges: readonly Charge[];
  /** The payee this page is about: only other merchants that charged on the contract are named. */
  readonly payee?: string;
  /** What it means that there are none. */
  readonly none: string;
  readonly lang: Lang;
}

/** The latest charges: what for, when, how much, and the result. */
export function Charges({ charges, payee, none, lang }: ChargesProps) {
  const w = walletWords(lang);
  const rows = charges.map((charge) => {
    const { mark, word, sentence } = copyOf(charge, lang);
    return {
      ...charge,
      id: charge.deductionId,
      when: formatTime(charge.createdAt, lang),
      outcome: (
        <>
          <span class={hueOf[mark]}>
            <StateMark mark={mark} /> {word}
          </span>{" "}
          {charge.state === "succeeded"
            ? <PaidLinks subjectId={charge.deductionId} {...charge} lang={lang} />
            : null}
        </>
      ),
      sentence,
    };
  });
  const heads = [w.payee, w.chargedAt, w.amount, w.result];
  return (
    <section class="card stack">
      <h2 id="charges">{w.charges}</h2>
      {rows.length === 0
        ? <p class="quiet-text">{none}</p>
        : <ChargeTable id="charges" heads={heads} rows={rows} payee={payee} />}
    </section>
  );
}

interface ChargeRow {
  readonly id: string;
  readonly payee: string;
  readonly subject: string;
  readonly when: string;
  readonly amount: Money;
  readonly outcome?: Child;
  /** What the outcome means, under all of it. */
  readonly sentence?: string | undefined;
}

interface TableProps {
  /** Of the heading. */
  readonly id: string;
  readonly heads: readonly string[];
  readonly rows: readonly ChargeRow[];
  readonly payee: string | undefined;
}

/** On the columns of the contracts above; on a phone each row is a card, as theirs are. */
export function ChargeTable({ id, heads: [who, when, amount, outcome], rows, payee }: TableProps) {
  return (
    <table class="ledger charges" role="table" aria-labelledby={id}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{who}</th>
          <th role="columnheader" class="num" colspan={2}>{when}</th>
          <th role="columnheader" class="num">{amount}</th>
          {outcome ? <th role="columnheader">{outcome}</th> : <td role="cell" />}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => <Row key={row.id} row={row} payee={payee} />)}
      </tbody>
    </table>
  );
}

function Row({ row, payee }: { readonly row: ChargeRow; readonly payee: string | undefined }) {
  return (
    <>
      <tr role="row">
        <th role="rowheader" scope="row">
          {row.payee === payee ? null : (
            <b>
              <bdi>{row.payee}</bdi>
            </b>
          )}
          <span>
            <bdi>{row.subject}</bdi>
          </span>
        </th>
        <td role="cell" class="num small" colspan={2}>{withMoments(row.when)}</td>
        <td role="cell" class="num">
          <span class="money">{formatMoney(row.amount)}</span>
        </td>
        <td role="cell" class="small outcome">{row.outcome}</td>
      </tr>
      {row.sentence === undefined ? null : (
        <tr role="row" class="note">
          <td role="cell" class="small" colspan={5}>{withMoments(row.sentence)}</td>
        </tr>
      )}
    </>
  );
}

interface StatusCopy {
  readonly mark: Mark;
  readonly word: string;
  /** What an unclear charge means and who finds out, or whose money it was. */
  readonly sentence?: string | undefined;
}

/** A charge whose queries brought no answer is unclear, and after a day it says that we stopped checking. */
function copyOf(deduction: Deduction, lang: Lang): StatusCopy {
  const w = walletWords(lang);
  if (deduction.state !== "processing" || deduction.queries === 0) {
    const state = shownState(deduction);
    const advance = deduction.state === "succeeded" ? deduction.advance : undefined;
    const sentence = advance && w.advances[advance.state];
    return { mark: marks[state], word: w.states[state], sentence };
  }
  const { queriesEndedAt } = deduction;
  const { titles, unclear } = words(lang);
  const sentence = queriesEndedAt === undefined
    ? unclear
    : w.stillUnclear(formatTime(queriesEndedAt, lang));
  return { mark: "unclear", word: titles.unclear, sentence };
}

interface AnnouncedProps {
  readonly notices: readonly AnnouncedCharge[];
  /** As for `Charges`. */
  readonly payee?: string;
  readonly lang: Lang;
}

/** Announced charges; absent when there are none. */
export function Announced({ notices, payee, lang }: AnnouncedProps) {
  const w = walletWords(lang);
  if (notices.length === 0) return null;
  const rows = notices.map((notice) => ({
    ...notice,
    id: notice.noticeId,
    when: w.announcedFrom(formatTime(notice.chargeableFrom, lang)),
  }));
  return (
    <section class="card stack">
      <h2 id="announced">{w.announced}</h2>
      <ChargeTable
        id="announced"
        heads={[w.payee, w.chargedAt, w.amount]}
        rows={rows}
        payee={payee}
      />
    </section>
  );
}
