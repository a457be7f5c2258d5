import type { BoundCard } from "../../core/card_binding/card_binding.ts";
import { paths } from "../../core/paths.ts";
import { cardWords } from "../cards/words.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { walletCardWords } from "./card_words.ts";

interface Props {
  readonly frame: Frame;
  readonly card: BoundCard;
}

/** The one question before a card is removed, and two answers of equal size. */
export function CardRemovalPage({ frame, card }: Props) {
  const { lang } = frame;
  const w = walletCardWords(lang);
  const title = w.question(cardWords(lang).card(card.issuer, card.lastFour));
  return (
    <Layout frame={frame} title={title} mode={card.mode} width="column" script={false}>
      <form class="card stack" method="post" action={paths.walletCardRemoval(card.bindingId)}>
        <h1>{title}</h1>
        <p>{w.means}</p>
        <div class="halves">
          <button class="button" type="submit">{w.remove}</button>
          <a class="button quiet" href={paths.wallet()}>{w.keep}</a>
        </div>
      </form>
    </Layout>
  );
}
