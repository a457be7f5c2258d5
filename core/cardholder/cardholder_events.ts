import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { CardSignalType } from "../channel/card_signal.ts";
import { cardResource } from "./card_resource.ts";
import type { Held } from "./cardholder.ts";
import type { ContractByCard } from "./cardholder_store.ts";
import type { CardMove, CardToldType } from "./touched.ts";

/** What was said or done, by the channel or by the holder here. */
export type CardCause = CardSignalType | HolderAct | "telling" | "told" | "gone";
export type HolderAct =
  | "suspended_here"
  | "resumed_here"
  | "deleted_here"
  | "made_default"
  | "device_lost_here"
  | "device_found_here";

/** What a merchant is told about a card that its contract charges. */
export interface CardTold {
  readonly type: CardToldType;
  readonly move: CardMove;
  readonly contract: ContractByCard;
  /** Of what this contract was told of this card. */
  readonly version: number;
}

export type CardholderEvent =
  | {
    readonly type: "cardholder.changed";
    readonly cause: CardCause;
    /** All that is kept, afterwards. */
    readonly held: Held;
    /** What of it is not as it was. */
    readonly changed: Omit<Held, "holder">;
  }
  | CardTold;

export const cardholderEvents = {
  "cardholder.changed": {
    subject: ({ held: { holder: { cardholderId, version } } }) => ({
      subjectId: cardholderId,
      version,
      merchantNo: undefined,
    }),
    data: ({ cause, held: { holder }, changed }) => ({
      cardholder_id: holder.cardholderId,
      channel: holder.channel,
      cause,
      cards: changed.cards.map(({ cardId, state }) => ({ card_id: cardId, state })),
      device_cards: changed.deviceCards.map(({ deviceCardId, state, isDefault }) => ({
        device_card_id: deviceCardId,
        state,
        is_default: isDefault,
      })),
    }),
    holds: ({ held: { holder: { cardholderId, version } } }): Holds =>
      version === 1 ? {} : { cardholder_kept: cardholderId },
  },
  "card.bound": { subject: told, data, told: true },
  "card.suspended": { subject: told, data, told: true },
  "card.resumed": { subject: told, data, told: true },
  "card.deleted": { subject: told, data, told: true },
} satisfies EventSpecs<CardholderEvent>;

/** Whose history it is: one of each contract and card. */
export function toldSubject(move: CardMove, { contractId }: ContractByCard): string {
  return `${move.deviceCard?.deviceCardId ?? move.card.cardId}:${contractId}`;
}

function told({ move, contract, version }: CardTold): Subject {
  return { subjectId: toldSubject(move, contract), version, merchantNo: contract.merchantNo };
}

function data({ move, contract }: CardTold) {
  return cardResource(move, contract);
}
