import type { MerchantNo } from "../id.ts";
import { cny, type Money } from "../money.ts";
import type { Figure } from "./merchant_today.ts";

/** What succeeded at a merchant number in some days, what was complained of, and what is unclear or unanswered there now. */
export interface NumberMonth {
  readonly merchantNo: MerchantNo;
  readonly paid: Figure;
  readonly deducted: Figure;
  readonly refunded: Figure;
  readonly unclear: number;
  /** Received in these days, and of all those without an answer. */
  readonly complaints: number;
  readonly complaintsOpen: number;
}

/** Something that two enterprises have in common; masked. */
export interface Shared {
  readonly kind: "phone" | "account";
  readonly masked: string;
  readonly licenceNo: string;
  readonly name: string;
  /** The phone is on the block list. */
  readonly blocked: boolean;
}

export function volumeOf({ paid, deducted }: NumberMonth): Money {
  return cny(paid.sum.fen + deducted.sum.fen);
}

/** Tenths of a percent; undefined where there is no volume. More than was taken may go back: what was taken earlier. */
export function refundShare(month: NumberMonth): number | undefined {
  const volume = volumeOf(month).fen;
  return volume === 0 ? undefined : Math.round(month.refunded.sum.fen * 1_000 / volume);
}
