import type { WebhookType } from "../webhook/event_type.ts";
import { type Card, type DeviceCard, type Held, reasonsOf } from "./cardholder.ts";
import { inForce, type SuspensionReason } from "./suspension.ts";

export type CardToldType = Extract<WebhookType, `card.${string}`>;

/** What merchants are told whose contracts charge by `token`. */
export interface CardMove {
  readonly type: CardToldType;
  readonly token: string;
  readonly card: Card;
  /** Undefined: the card itself moved. */
  readonly deviceCard: DeviceCard | undefined;
  readonly reasons: readonly SuspensionReason[];
}

/**
 * What moved between the two. A contract that charges a card is touched by what befalls the card, one that charges a
 * device card by what befalls that; that a card was bound on a device concerns those that charge the card.
 */
export function movesBetween(before: Held, after: Held): readonly CardMove[] {
  return [
    ...after.cards.flatMap((card) => {
      const was = before.cards.find(({ cardId }) => cardId === card.cardId);
      const type = typeOf(was?.state ?? "active", card.state);
      const reasons = namesOf(inForce(card.suspensions));
      return type ? [{ type, token: card.token, card, deviceCard: undefined, reasons }] : [];
    }),
    ...after.deviceCards.flatMap((each) => movesOf(before, after, each)),
  ];
}

function movesOf(before: Held, after: Held, each: DeviceCard): readonly CardMove[] {
  const card = after.cards.find(({ cardId }) => cardId === each.cardId);
  if (!card) return [];
  const was = before.deviceCards.find(({ deviceCardId }) => deviceCardId === each.deviceCardId);
  const reasons = namesOf(reasonsOf(after, each));
  const move = { card, deviceCard: each, reasons };
  const isBound = each.state !== "deleted" && each.activatedAt !== undefined &&
    was?.activatedAt === undefined;
  const bound: readonly CardMove[] = isBound
    ? [{ ...move, type: "card.bound", token: card.token }]
    : [];
  // It may have been signed before the channel's word of it came, and be suspended from the first.
  const type = typeOf(was?.state ?? "inactive", each.state);
  // Whoever charges it hears nothing new when it works for the first time.
  return type && !(isBound && type === "card.resumed")
    ? [...bound, { ...move, type, token: each.token }]
    : bound;
}

function typeOf(was: DeviceCard["state"], is: DeviceCard["state"]): CardToldType | undefined {
  if (was === is || is === "inactive") return undefined;
  switch (is) {
    case "suspended":
      return "card.suspended";
    case "active":
      return "card.resumed";
    case "deleted":
      return "card.deleted";
  }
}

export function namesOf(
  suspensions: readonly { readonly reason: SuspensionReason }[],
): readonly SuspensionReason[] {
  return [...new Set(suspensions.map(({ reason }) => reason))].toSorted();
}
