import { BINDINGS_MAX, type BoundCard } from "../../core/card_binding/card_binding.ts";
import type { CardsView } from "../../core/card_binding/view_cards.ts";
import type { Money } from "../../core/money.ts";
import { paths } from "../../core/paths.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Band } from "../parts/band.tsx";
import { methodMark } from "../parts/method_mark.tsx";
import { formatMoney } from "../parts/money.tsx";
import { type Lang, words } from "../words.ts";
import { cardWords } from "./words.ts";

/** Why a form of this page comes back. */
export type CardsError =
  | "choose_one"
  | "card_not_usable"
  | "phone_lost"
  | "cannot_start"
  | "cannot_bind"
  | "too_many_cards"
  | { readonly minutes: number }
  /** Today's limit leaves so much. */
  | { readonly left: Money };

interface Props {
  readonly frame: Frame;
  readonly view: CardsView;
  /** Opens this page inside the channel's app; absent where no app is known to us. */
  readonly appUrl: string | undefined;
  readonly error?: CardsError | undefined;
}

/** Which card pays an order, for whoever is signed in; how to sign in, for everybody else. Works without script. */
export function CardsPage({ frame, view, appUrl, error }: Props) {
  const { lang } = frame;
  const { order, merchant, own } = view;
  const s = cardWords(lang);
  const heading = !own ? s.signIn : own.cards.length === 0 ? s.bindFirst : s.choose;
  return (
    <Layout frame={frame} title={heading} mode={merchant.mode} width="column" script={false}>
      <div class="card stack">
        {error === undefined ? null : <Summary error={error} lang={lang} />}
        <hgroup>
          <p class="quiet-text">
            {words(lang).payTitle(formatMoney(order.amount), merchant.name)}
          </p>
          <h1>{heading}</h1>
        </hgroup>
        {own ? <Own {...own} view={view} lang={lang} /> : (
          <>
            <p>{s.signInWhy}</p>
            <div class="actions">
              <a class="button" href={paths.checkoutCardsSignIn(order.orderId)}>{s.byPhone}</a>
              {appUrl ? <a class="button quiet" href={appUrl}>{s.openInApp}</a> : null}
            </div>
          </>
        )}
        <p>
          <a class="link" href={paths.checkout(order.orderId)}>{s.otherWay}</a>
        </p>
      </div>
    </Layout>
  );
}

type OwnProps = NonNullable<CardsView["own"]> & {
  readonly view: CardsView;
  readonly lang: Lang;
};

function Own({ cards, underWay, left, view, lang }: OwnProps) {
  const s = cardWords(lang);
  const { order: { orderId } } = view;
  return (
    <>
      {underWay
        ? (
          <Band mark="processing">
            <p>{s.underWay}</p>
            <a class="link" href={paths.checkoutCards(orderId)}>{s.checkAgain}</a>
          </Band>
        )
        : null}
      {cards.length === 0
        ? <p>{s.bindWhy}</p>
        : <Choice cards={cards} left={left} view={view} lang={lang} />}
      <form method="post" action={paths.checkoutCardOpenings(orderId)}>
        <button class={cards.length === 0 && !underWay ? "button" : "link"} type="submit">
          {cards.length === 0 ? s.bind : s.bindAnother}
        </button>
      </form>
    </>
  );
}

interface ChoiceProps {
  readonly cards: readonly BoundCard[];
  readonly left: Money | undefined;
  readonly view: CardsView;
  readonly lang: Lang;
}

function Choice({ cards, left, view: { order, merchant }, lang }: ChoiceProps) {
  const s = cardWords(lang);
  return (
    <form class="stack" method="post" action={paths.checkoutCards(order.orderId)}>
      <fieldset class="choices" aria-label={s.choose}>
        {cards.map((card, place) => (
          <>
            <input
              type="radio"
              name="card"
              id={card.bindingId}
              value={card.bindingId}
              required
              checked={place === 0}
            />
            <label for={card.bindingId}>
              {methodMark.bound_card}
              <b>{s.card(card.issuer, card.lastFour)}</b>
              {card.cardType ? <span>{s.types[card.cardType]}</span> : null}
            </label>
          </>
        ))}
      </fieldset>
      {left === undefined ? null : <p class="small quiet-text">{s.left(formatMoney(left))}</p>}
      <p class="small">{s.codeWhy(merchant.name, formatMoney(order.amount))}</p>
      <button class="button" type="submit">{s.getCode}</button>
    </form>
  );
}

function Summary({ error, lang }: { readonly error: CardsError; readonly lang: Lang }) {
  return (
    <div id="summary" class="band ochre" tabindex={-1} role="group" autofocus>
      {textOf(error, lang)}
    </div>
  );
}

function textOf(error: CardsError, lang: Lang): string {
  const { errors } = cardWords(lang);
  if (error === "too_many_cards") return errors.too_many_cards(BINDINGS_MAX);
  if (typeof error === "string") return errors[error];
  if ("minutes" in error) return errors.too_many_tries(error.minutes);
  return errors.over_limit(formatMoney(error.left));
}
