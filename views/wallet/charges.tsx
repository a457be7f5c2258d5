import type { Deduction, DeductionState } from "../../core/deduction/deduction.ts";
import type { DeductionNotice } from "../../core/deduction/deduction_notice.ts";
import { formatMoney } from "../parts/money.tsx";
import { type Mark, StateMark } from "../parts/state_mark.tsx";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { walletWords } from "./words.ts";

const marks: Readonly<Record<DeductionState, Mark>> = {
  processing: "processing",
  succeeded: "paid",
  failed: "failed",
};

interface ChargesProps {
  readonly charges: readonly Deduction[];
  /** Names who charged; left out where the whole page is about one payee. */
  readonly payeeOf?: (charge: Deduction) => string;
  readonly lang: Lang;
}

/** The last charges: what for, when, how much, and what became of it. */
export function Charges({ charges, payeeOf, lang }: ChargesProps) {
  const w = walletWords(lang);
  return (
    <section class="card stack">
      <h2>{w.charges}</h2>
      {charges.length === 0 ? <p class="quiet-text">{w.noCharges}</p> : (
        <ul class="rows">
          {charges.map((charge) => (
            <li key={charge.deductionId}>
              <span>
                {payeeOf ? <b>{payeeOf(charge)}</b> : null}
                <span>{charge.subject}</span>
                <span class="small quiet-text">{formatTime(charge.createdAt)}</span>
              </span>
              <span class="end">
                <span class="money">{formatMoney(charge.amount)}</span>
                <span class="outcome small">
                  <StateMark mark={marks[charge.state]} /> {w.states[charge.state]}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface AnnouncedProps {
  readonly notices: readonly DeductionNotice[];
  readonly payeeOf?: (notice: DeductionNotice) => string;
  readonly lang: Lang;
}

/** What a merchant said it will charge; nothing to show, nothing is shown. */
export function Announced({ notices, payeeOf, lang }: AnnouncedProps) {
  const w = walletWords(lang);
  if (notices.length === 0) return null;
  return (
    <section class="card stack">
      <h2>{w.announced}</h2>
      <ul class="rows">
        {notices.map((notice) => (
          <li key={notice.noticeId}>
            <span>
              {payeeOf ? <b>{payeeOf(notice)}</b> : null}
              <span>{notice.subject}</span>
              <span class="small quiet-text">
                {w.announcedFrom(formatTime(notice.chargeableFrom))}
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
