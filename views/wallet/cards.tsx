import type { BoundCard, DeletingCard } from "../../core/card_binding/card_binding.ts";
import { paths } from "../../core/paths.ts";
import { cardWords } from "../cards/words.ts";
import type { Lang } from "../words.ts";
import { walletCardWords } from "./card_words.ts";

interface Props {
  readonly cards: readonly (BoundCard | DeletingCard)[];
  readonly lang: Lang;
}

/** The cards that a person has bound, each one tap from its removal. */
export function Cards({ cards, lang }: Props) {
  const w = walletCardWords(lang);
  const { card: nameOf, types } = cardWords(lang);
  return (
    <section class="card stack">
      <h2 id="cards">{w.cards}</h2>
      <p class="quiet-text">{cards.length === 0 ? w.none : w.help}</p>
      {cards.length === 0 ? null : (
        <table class="ledger" role="table" aria-labelledby="cards">
          <tbody role="rowgroup">
            {cards.map((card) => (
              <tr key={card.bindingId} role="row">
                <th role="rowheader" scope="row">
                  <b>{nameOf(card.issuer, card.lastFour)}</b>
                  {card.cardType
                    ? <span class="small quiet-text">{types[card.cardType]}</span>
                    : null}
                </th>
                <td role="cell" class="act">
                  {card.state === "deleting" ? <span>{w.removing}</span> : (
                    <a
                      class="button quiet"
                      href={paths.walletCardRemoval(card.bindingId)}
                      aria-label={`${w.remove}: ${nameOf(card.issuer, card.lastFour)}`}
                    >
                      {w.remove}
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
