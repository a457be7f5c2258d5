import type { LoggedLine } from "../bank/bank_store.ts";
import { cny } from "../../core/money.ts";
import { commonReasons } from "../../core/channel/failure_reason.ts";
import { rfc3339, shanghaiTime } from "../../core/time.ts";
import { formatMoney } from "../../views/parts/money.tsx";
import type { Lang } from "../../views/words.ts";
import { type SandboxWords, sandboxWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly lines: readonly LoggedLine[];
}

/** What happened at the bank lately, newest first; beside the phone where there is room. */
export function EventLog({ lang, lines }: Props) {
  const w = sandboxWords(lang);
  return (
    <section class="card stack" aria-labelledby="log">
      <h2 id="log">{w.log}</h2>
      {lines.length === 0 ? <p class="quiet-text">{w.logEmpty}</p> : (
        <table>
          <thead>
            <tr>
              <th scope="col">{w.logTime}</th>
              <th scope="col">{w.logWhat}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <tr key={i}>
                <td class="small money">
                  <time datetime={rfc3339(line.at)}>{shanghaiTime(line.at).slice(5)}</time>
                </td>
                <td class="small">
                  {told(line.what, w)} · {amountOf(line)}
                  <bdi>{line.payee}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function amountOf({ amountFen }: LoggedLine): string {
  return amountFen === undefined ? "" : `${formatMoney(cny(amountFen))} · `;
}

/** The bank writes `declined card_expired`; people read a sentence. */
function told(what: string, w: SandboxWords): string {
  const words = what.split(" ");
  const parts = words.flatMap((word) => {
    const fact = isHappened(word, w) ? w.happened[word] : undefined;
    if (fact) return [fact];
    const reason = commonReasons.find((each) => each === word);
    if (reason) return [w.reasons[reason]];
    return word === "debit" || word === "credit" ? [w.cardTypes[word]] : [];
  });
  return parts.join(" · ");
}

function isHappened(word: string, w: SandboxWords): word is keyof SandboxWords["happened"] {
  return Object.hasOwn(w.happened, word);
}
