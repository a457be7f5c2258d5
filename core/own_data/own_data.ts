import type { ConsumerId } from "../id.ts";
import type { Query } from "../query.ts";

/** Rows of one kind, as they are kept, without what only opens or finds something: tokens, digests, keys. */
export type OwnRow = Readonly<Record<string, string | number | null>>;

export const ownSections = [
  "identities",
  "sign_ins",
  "passkeys",
  "payment_pin",
  "signatures",
  "consents",
  "contracts",
  "charges",
  "payments",
  "arrears",
  "disputes",
  "cards",
  "device_cards",
  "own_limits",
  "messages",
  "recoveries",
  "history",
] as const;
export type OwnSection = (typeof ownSections)[number];

export interface OwnDataStore {
  /** Of this person, a page of at most `max` after so many. */
  rows(
    section: OwnSection,
    consumerId: ConsumerId,
    page: { readonly max: number; readonly after: number },
  ): Query<readonly OwnRow[]>;
}
