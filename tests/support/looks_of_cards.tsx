import type { VerificationView } from "../../core/payment/view_verification.ts";
import type { CardsView } from "../../core/card_binding/view_cards.ts";
import { type CardsError, CardsPage } from "../../views/cards/cards_page.tsx";
import {
  VerificationPage,
  type VerificationProblem,
} from "../../views/cards/verification_page.tsx";
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
  phone_lost: "phone_lost",
  cannot_start: "cannot_start",
  cannot_bind: "cannot_bind",
  too_many_cards: "too_many_cards",
  too_many_tries: { minutes: 42 },
  over_limit: { left: cny(12_345) },
} as const satisfies Readonly<Record<string, CardsError>>;

const codeErrors = {
  malformed: "malformed",
  too_soon: "too_soon",
  sent_again: "sent_again",
  too_many: { minutes: 42 },
} as const satisfies Readonly<Record<string, CodeError>>;

const tooMany = { code: "too_many_requests", retry_after: 3_540 } as const;
const verificationProblems: {
  readonly [C in VerificationProblem["code"]]: Extract<VerificationProblem, { code: C }>;
} = {
  pin_malformed: { code: "pin_malformed" },
  pin_not_set: { code: "pin_not_set" },
  pin_wrong: { code: "pin_wrong", left: 4 },
  too_many_requests: tooMany,
  passkey_refused: { code: "passkey_refused" },
  no_script: { code: "no_script" },
};
const ways = {
  both: { pin: "ready", signature: "ready" },
  pin: { pin: "ready", signature: "not_set_up" },
  signature: { signature: "ready" },
  not_set_up: { pin: "not_set_up", signature: "not_set_up" },
  no_passkey: { signature: "not_set_up" },
} as const satisfies Readonly<Record<string, VerificationView["ways"]>>;
const without = { tier: "C", cap: cny(100_000), left: cny(40_000) } as const;
const verification = (which: keyof typeof ways, problem?: VerificationProblem): Look => (frame) => (
  <VerificationPage
    frame={frame}
    view={{
      order: { ...order, amount: cny(300_000) },
      merchant,
      binding: debit,
      without,
      ways: ways[which],
    }}
    problem={problem}
  />
);

/** Paying by a bound card: which one, what is asked for besides, and its code. */
export const cardLooks: Looks = {
  ...looksOf("checkout/cards", keysOf(views), (name) => page(views[name])),
  ...looksOf("checkout/cards/returned", keysOf(errors), (name) => page(own, errors[name])),
  ...looksOf("checkout/verification", keysOf(ways), (name) => verification(name)),
  ...looksOf(
    "checkout/verification/returned",
    keysOf(verificationProblems),
    (name) => verification("both", verificationProblems[name]),
  ),
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
