import { nextRetryAt } from "../../core/arrear/arrear.ts";
import type { OwnArrear } from "../../core/arrear/own_arrear.ts";
import { paths } from "../../core/paths.ts";
import { formatTime } from "../parts/time.tsx";
import type { Lang } from "../words.ts";
import { arrearWords } from "./arrear_words.ts";
import { ChargeTable } from "./charges.tsx";
import { walletWords } from "./words.ts";

interface Props {
  readonly arrears: readonly OwnArrear[];
  /** As for `Charges`. */
  readonly payee?: string;
  readonly lang: Lang;
}

/** What is owed, each with when it is charged again and a way to pay it; absent when nothing is. */
export function Owed({ arrears, payee, lang }: Props) {
  const w = walletWords(lang);
  const a = arrearWords(lang);
  const rows = arrears.filter(({ state }) => state === "owed").map((arrear) => ({
    ...arrear,
    id: arrear.arrearId,
    when: formatTime(arrear.openedAt, lang),
    // While it is charged again there is nothing to pay.
    outcome: arrear.state === "owed" && arrear.retrying !== undefined ? undefined : (
      <a
        class="button quiet"
        href={paths.walletArrear(arrear.arrearId)}
        aria-label={a.payThis(arrear.payee, arrear.subject)}
      >
        {a.pay}
      </a>
    ),
    sentence: retryText(arrear, lang),
  }));
  if (rows.length === 0) return null;
  return (
    <section class="card stack">
      <h2 id="owed">{a.title}</h2>
      <ChargeTable
        id="owed"
        heads={[w.payee, a.failedAt, w.amount, a.pay]}
        rows={rows}
        payee={payee}
      />
    </section>
  );
}

/** Whether and when it is charged again. */
export function retryText(arrear: OwnArrear, lang: Lang): string {
  const a = arrearWords(lang);
  if (arrear.state === "owed" && arrear.retrying !== undefined) return a.now;
  const next = nextRetryAt(arrear);
  switch (arrear.contractState) {
    case "active":
      return next === undefined
        ? `${a.over}${gap[lang]}${a.stays}`
        : a.nextAt(formatTime(next, lang));
    case "suspended":
      return next === undefined ? `${a.over}${gap[lang]}${a.stays}` : a.paused;
    case "terminating":
    case "terminated":
      return `${a.ended}${gap[lang]}${a.stays}`;
  }
}

const gap: Readonly<Record<Lang, string>> = { zh: "", en: " " };
