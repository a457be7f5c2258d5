import type { AgreementId, Kid } from "../id.ts";
import type { BusinessDay } from "../time.ts";

/** A merchant's key, as whoever did something. */
export type KeyActor =
  | { readonly type: "key"; readonly kid: Kid; readonly under?: Under }
  | { readonly type: "secret_key"; readonly digest: string; readonly under?: Under };

/** By which agreement a parent's key does it for a child, and on which of the parent's days. */
export interface Under {
  readonly agreementId: AgreementId;
  readonly day: BusinessDay;
}
