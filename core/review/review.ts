import type { MerchantNo, ReviewId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { SignatureAlg } from "../merchant/merchant_key.ts";
import type { MaskedAccount } from "../settlement/settlement_account.ts";
import type { AgreedSharing } from "../sharing/sharing_agreement.ts";
import type { Instant } from "../time.ts";

export type ReviewState = "open" | "confirmed" | "withdrawn";
export type ReviewSignal = "confirmed" | "withdrawn";

export const reviewMachine = {
  open: { confirmed: "confirmed", withdrawn: "withdrawn" },
  confirmed: {},
  withdrawn: {},
} as const satisfies Machine<ReviewState, ReviewSignal>;

/** What takes two people. */
export type ReviewContent =
  | { readonly kind: "settlement_account"; readonly masked: MaskedAccount }
  | { readonly kind: "sharing_agreement"; readonly agreed: AgreedSharing }
  | { readonly kind: "merchant_key"; readonly alg: SignatureAlg; readonly jwk: string }
  | { readonly kind: "closing"; readonly reason: string };

/** Something that one person proposed, and that another has to confirm. */
export interface Review {
  readonly reviewId: ReviewId;
  readonly merchantNo: MerchantNo;
  readonly content: ReviewContent;
  /** What the content masks, until it is decided. */
  readonly sealed: string | undefined;
  readonly state: ReviewState;
  /** As the event says by whom. */
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly version: number;
}

/** Where what a review seals is stored: it opens nowhere else. */
export const reviewContext = (reviewId: string) => `reviews.sealed.${reviewId}`;
