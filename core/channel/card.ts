import { sameText } from "../same_text.ts";

export type CardType = "debit" | "credit";

export interface BoundCard {
  /** The channel's token; never a card number. */
  readonly token: string;
  readonly bank: string;
  readonly lastFour: string;
  readonly type: CardType;
}

/** The card with this token. A token is not a card number, but it is compared like any secret. */
export function cardWith(
  cards: readonly BoundCard[],
  token: string | undefined,
): BoundCard | undefined {
  return token === undefined ? undefined : cards.find((each) => sameText(each.token, token));
}
