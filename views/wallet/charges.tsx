import type { AnnouncedCharge, Charge } from "../../core/deduction/charge.ts";
import {
  type Deduction,
  type ShownDeductionState,
  shownState,
} from "../../core/deduction/deduction.ts";
import { formatMoney } from "../parts/money.tsx";
import { hueOf, type Mark, StateMark } from "../parts/state_mark.tsx";
import { withMoments } from "../parts/moments.tsx";
import { formatTime } from "../parts/time.tsx";
import { type Lang, words } from "../words.ts";
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
  readonly lang: Lang;
}

/** The latest charges: what for, when, how much, and the result. */
export function Charges({ charges, payee, lang }: ChargesProps) {
  const w = walletWords(lang);
  return (
    <section class="card stack">
      <h2>{w.charges}</h2>
      {charges.length === 0 ? <p class="quiet-text">{w.noCharges}</p> : (
        <ul class="rows">
          {charges.map((charge) => (
            <Row
              key={charge.deductionId}
              charge={charge}
              named={charge.payee !== payee}
              lang={lang}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RowProps {
  readonly charge: Charge;
  readonly named: boolean;
  readonly lang: Lang;
}

function Row({ charge, named, lang }: RowProps) {
  const { mark, word, sentence } = copyOf(charge, lang);
  return (
    <li>
      <span>
        {named
          ? (
            <b>
              <bdi>{charge.payee}</bdi>
            </b>
          )
          : null}
        <span>
          <bdi>{charge.subject}</bdi>
        </span>
        <span class="small quiet-text">{withMoments(formatTime(charge.createdAt, lang))}</span>
      </span>
      <span class="end">
        <span class="money">{formatMoney(charge.amount)}</span>
        <span class={`outcome small ${hueOf[mark]}`}>
          <StateMark mark={mark} /> {word}
        </span>
      </span>
      {sentence === undefined ? null : <p class="small">{withMoments(sentence)}</p>}
    </li>
  );
}

interface StatusCopy {
  readonly mark: Mark;
  readonly word: string;
  /** What an unclear charge means and who finds out. */
  readonly sentence?: string;
}

/** A charge whose queries brought no answer is unclear, and after a day it says that we stopped checking. */
function copyOf(deduction: Deduction, lang: Lang): StatusCopy {
  const w = walletWords(lang);
  if (deduction.state !== "processing" || deduction.queries === 0) {
    const state = shownState(deduction);
    return { mark: marks[state], word: w.states[state] };
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
  return (
    <section class="card stack">
      <h2>{w.announced}</h2>
      <ul class="rows">
        {notices.map((notice) => (
          <li key={notice.noticeId}>
            <span>
              {notice.payee === payee ? null : (
                <b>
                  <bdi>{notice.payee}</bdi>
                </b>
              )}
              <span>
                <bdi>{notice.subject}</bdi>
              </span>
              <span class="small quiet-text">
                {withMoments(w.announcedFrom(formatTime(notice.chargeableFrom, lang)))}
              </span>
            </span>
            <span class="end">
              <span class="money">{formatMoney(notice.amount)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
