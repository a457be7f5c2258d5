import type { MerchantNo, ProposalId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { SignatureAlg } from "../merchant/merchant_key.ts";
import type { MaskedAccount } from "../settlement/settlement_account.ts";
import type { AgreedSharing } from "../sharing/sharing_agreement.ts";
import type { Instant } from "../time.ts";

export type ProposalState = "open" | "confirmed" | "withdrawn";
export type ProposalSignal = "confirmed" | "withdrawn";

export const proposalMachine = {
  open: { confirmed: "confirmed", withdrawn: "withdrawn" },
  confirmed: {},
  withdrawn: {},
} as const satisfies Machine<ProposalState, ProposalSignal>;

/** What takes two people. */
export type ProposalContent =
  | { readonly kind: "settlement_account"; readonly masked: MaskedAccount }
  | { readonly kind: "sharing_agreement"; readonly agreed: AgreedSharing }
  | { readonly kind: "merchant_key"; readonly alg: SignatureAlg; readonly jwk: string };

/** Something that one person proposed, and that another has to confirm. */
export interface Proposal {
  readonly proposalId: ProposalId;
  readonly merchantNo: MerchantNo;
  readonly content: ProposalContent;
  /** What the content masks, until it is decided. */
  readonly sealed: string | undefined;
  readonly state: ProposalState;
  /** As the event says by whom. */
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly version: number;
}

/** Where what a proposal seals is stored: it opens nowhere else. */
export const proposalContext = (proposalId: string) => `proposals.sealed.${proposalId}`;
