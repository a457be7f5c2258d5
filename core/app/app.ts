import type { AppId, MerchantNo } from "../id.ts";
import type { Instant } from "../time.ts";

/** What an app id is granted for: open ids are pairwise to it. */
export interface AppTerms {
  readonly name: string;
  /** SHA-256, hex, of the cooperation agreement that was signed on paper. */
  readonly agreementDigest: string;
}

/** An app id of a merchant number's own (接入方应用). */
export interface App extends AppTerms {
  readonly appId: AppId;
  readonly merchantNo: MerchantNo;
  readonly openedAt: Instant;
  readonly version: number;
}
