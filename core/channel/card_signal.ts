import type { Money } from "../money.ts";
import type { CardType } from "./card.ts";

/** What people see of a card that a channel keeps; never its number. */
export interface KeptCardFace {
  readonly lastFour: string;
  readonly issuer: string;
  readonly type: CardType;
  /** yyyy-mm */
  readonly expires: string | undefined;
  /** It has a UPCash account beside the debit or credit one. */
  readonly upCash: boolean;
  /** Up to there its issuer asks for no password, where it says so. */
  readonly noPasswordLimit: Money | undefined;
}

/** What ends every device card that was loaded on a device before. */
export const deviceEmptyings = [
  "device_wiped",
  /** Restored whole from a copy: tokens do not come along, so each card is bound again. */
  "device_restored",
  "signed_out",
  "passcode_removed",
  "fingerprint_removed",
] as const;
export type DeviceEmptying = (typeof deviceEmptyings)[number];

type Said =
  | {
    readonly type: "loaded";
    readonly token: string;
    readonly card: KeptCardFace & { readonly token: string };
    readonly device: { readonly no: string; readonly name: string };
  }
  /** Its holder has shown who they are. */
  | { readonly type: "activated"; readonly token: string }
  /** The holder: at the bank or at the maker of the device. */
  | {
    readonly type: "suspended" | "resumed" | "deleted";
    readonly token: string;
    readonly by: "issuer" | "holder";
  }
  | { readonly type: "card_lost" | "card_found" | "card_deleted"; readonly cardToken: string }
  /** Renewed: the same token, perhaps other digits and another expiry. */
  | {
    readonly type: "card_renewed" | "card_updated";
    readonly cardToken: string;
    readonly face: KeptCardFace;
  }
  | { readonly type: "device_lost" | "device_found" | DeviceEmptying; readonly deviceNo: string };

/**
 * One word of a channel about somebody's cards. Within one holder each has a higher sequence than what happened before
 * it, in whatever order they arrive.
 */
export type CardSignal = Said & { readonly sequence: number };
export type CardSignalType = CardSignal["type"];
