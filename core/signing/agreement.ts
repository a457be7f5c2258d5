import type { ChannelName } from "../channel/channel.ts";
import type { PasskeySignature } from "../factor/passkey_signature.ts";
import type { ContractId, OpenId } from "../id.ts";
import type { ClientContext } from "./client_context.ts";
import type { Instant } from "../time.ts";
import type { DisclosureLang } from "./disclosure.ts";
import type { MerchantChain, Named, SharedBy, TermsByLang } from "./terms.ts";

/** How the person who agreed was verified. */
export type Factor =
  | "app_session"
  | "phone_code"
  | "id_number"
  | "bound_credit_card"
  /** By the channel's own sign page, which checks what its template says. */
  | "channel_sign_page"
  /** As they signed up at another channel, which shares its sign-ups with this one. */
  | "shared_signup"
  /** With a passkey, over exactly what was shown. */
  | "passkey_signature";

/** What a consumer agreed to: stored with the signing until the channel has answered, and then in the evidence. */
export interface Agreement extends ClientContext {
  /** Of the contract to be. */
  readonly contractId: ContractId;
  /** Which is asked to make it. */
  readonly channel: ChannelName;
  readonly openId: OpenId;
  /** Empty where the channel's app chooses the card. */
  readonly cardToken: string;
  /** In both languages, as the fourth line names it. */
  readonly cardLabel: Readonly<Record<DisclosureLang, string>>;
  /** What was shown, and the merchants' names at that time. */
  readonly terms: TermsByLang;
  readonly chain: MerchantChain;
  /** Whom the text named as those who may charge too. */
  readonly sharedWith: readonly Named[];
  /** By which agreement; absent where the text named nobody else. */
  readonly sharing?: SharedBy | undefined;
  readonly factors: readonly Factor[];
  /** With the factor `passkey_signature`. */
  readonly signature?: PasskeySignature | undefined;
  readonly agreedAt: Instant;
}
