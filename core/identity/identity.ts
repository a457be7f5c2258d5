import type { CalledChannel, WalletChannel } from "../channel/channel.ts";
import type { ConsumerId } from "../id.ts";
import type { Instant } from "../time.ts";

/** Who vouches for a person: a channel or a trusted wallet app for its user, we ourselves for a phone that answered a code. */
export type Issuer = CalledChannel | WalletChannel | "phone";

/** By whom and as what a person is known. An issuer's subject is one person; a person has one subject per issuer. */
export interface Identity {
  readonly issuer: Issuer;
  /** A channel's or an app's user, or the keyed digest of a phone. */
  readonly subject: string;
  readonly consumerId: ConsumerId;
  readonly createdAt: Instant;
  /** The number of a phone, sealed by its digest; undefined for who signed in before it was kept. */
  readonly sealedPhone: string | undefined;
  /** When a phone last answered a code; undefined for what is no phone. */
  readonly provedAt: Instant | undefined;
}

/** A phone that was silent since then at the latest, also in the write that says so. */
export type QuietPhone = Pick<Identity, "subject"> & { readonly silentSince: Instant };
