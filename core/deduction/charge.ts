import type { Deduction } from "./deduction.ts";
import type { SentNotice } from "./deduction_notice.ts";

interface WithPayee {
  /** The name of the merchant that charges: on a shared contract not always the one it was signed with. */
  readonly payee: string;
}

/** A deduction as its consumer sees it. */
export type Charge = Deduction & WithPayee;

/** An upcoming charge, as announced to the consumer. */
export type AnnouncedCharge = SentNotice & WithPayee;
