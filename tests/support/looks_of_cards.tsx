import type { CardsView } from "../../core/card_binding/view_cards.ts";
import { type CardsError, CardsPage } from "../../views/cards/cards_page.tsx";
import { CheckoutPage } from "../../views/checkout/checkout_page.tsx";
import type { CodeError } from "../../views/checkout/code_words.ts";
import { cny } from "../../core/money.ts";
import { CardRemovalPage } from "../../views/wallet/card_removal_page.tsx";
import { UnknownCardPage } from "../../views/wallet/unknown_card_page.tsx";
import { checkouts } from "./checkouts.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { walletCards } from "./wallets.ts";

const { order, merchant } = checkouts.payable;
const [debit, credit, unknown] = walletCards;
const own = { cards: [debit, credit, unknown], underWay: undefined, left: cny(91_200) };
const underWay = {
  ...debit,
  state: "opening",
  askAfter: debit.begunAt,
  asks: 0,
} as const;

const views = {
  choose: own,
  one: { ...own, cards: [debit], left: undefined },
  none: { ...own, cards: [] },
  under_way: { ...own, cards: [], underWay },
  another_under_way: { ...own, underWay },
  signed_out: undefined,
} as const satisfies Readonly<Record<string, CardsView["own"]>>;

const errors = {
  choose_one: "choose_one",
  card_not_usable: "card_not_usable",
  cannot_start: "cannot_start",
  cannot_bind: "cannot_bind",
  too_many_cards: "too_many_cards",
  too_many_tries: { minutes: 42 },
  over_limit: { left: cny(5_000) },
  factors: { factors: ["pin", "signature"] },
} as const satisfies Readonly<Record<string, CardsError>>;

const codeErrors = {
  malformed: "malformed",
  too_soon: "too_soon",
  sent_again: "sent_again",
  too_many: { minutes: 42 },
} as const satisfies Readonly<Record<string, CodeError>>;

/** Paying by a bound card: which one, and its code. */
export const cardLooks: Looks = {
  ...looksOf("checkout/cards", keysOf(views), (name) => page(views[name])),
  ...looksOf("checkout/cards/returned", keysOf(errors), (name) => page(own, errors[name])),
  ...looksOf("checkout/code/returned", keysOf(codeErrors), (name) => (frame) => (
    <CheckoutPage
      frame={frame}
      checkout={checkouts.enter_code}
      codeError={codeErrors[name]}
      stay={false}
    />
  )),
};

/** Removing one. */
export const walletCardLooks: Looks = {
  "wallet/card_removal": (frame) => <CardRemovalPage frame={frame} card={debit} />,
  "wallet/unknown_card": (frame) => <UnknownCardPage frame={frame} mode="test" />,
};

function page(own: CardsView["own"], error?: CardsError): Look {
  const view = { order, merchant, own };
  return (frame) => <CardsPage frame={frame} view={view} appUrl="/sandbox/wallet" error={error} />;
}
