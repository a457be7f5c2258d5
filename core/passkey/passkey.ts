import type { PasskeyId } from "../id.ts";
import type { Instant } from "../time.ts";

/** A key in somebody's device that proves who they are; whose it is, its noun says. */
export interface Credential {
  readonly passkeyId: PasskeyId;
  /** The authenticator's own name for it, base64url. */
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** How often it has signed, where it counts; a copy would count anew. */
  readonly counter: number;
  readonly transports: readonly string[];
  /** What its owner tells it by. */
  readonly name: string;
  readonly createdAt: Instant;
  readonly usedAt: Instant | undefined;
}

/** Which passkey signed, and its counter afterwards. */
export type PasskeyUse = Pick<Credential, "passkeyId" | "counter">;

/** Of one person. */
export const PASSKEYS_MAX = 10;
