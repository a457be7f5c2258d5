import type { ConsumerId, OrderId, SignatureId, SigningId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";

/**
 * What somebody signed with a passkey, whole: the text, whose SHA-256 is the challenge in the client data, and what a
 * verifier needs to check it without us [WebAuthn 7.2].
 */
export interface PasskeySignature {
  readonly signatureId: SignatureId;
  readonly consumerId: ConsumerId;
  readonly subjectId: OrderId | SigningId;
  readonly text: string;
  /** All base64url; the key as COSE. */
  readonly credentialId: string;
  readonly publicKey: string;
  readonly clientData: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly rpId: string;
  readonly signedAt: Instant;
}

/** Reads of signatures; each is made by an event of its consumer. */
export interface PasskeySignatureStore {
  /** The first one first. */
  of(subjectId: PasskeySignature["subjectId"]): Query<readonly PasskeySignature[]>;
}
