import type { Deduction } from "./deduction.ts";
import type { SentNotice } from "./deduction_notice.ts";

interface WithPayee {
  /** The name of who charges: on a shared contract not always the one it was signed with. */
  readonly payee: string;
}

/** A deduction as its consumer sees it. */
export type Charge = Deduction & WithPayee;

/** A charge to come, as its consumer was told of it. */
export type AnnouncedCharge = SentNotice & WithPayee;
