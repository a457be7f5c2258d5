import type { AppTerms } from "../app/app.ts";
import type { ApplicationId, MerchantNo, StaffId } from "../id.ts";
import type { Machine } from "../machine.ts";
import type { MerchantFacts } from "../merchant/merchant.ts";
import type { Vault } from "../secret/vault.ts";
import type { BankAccount, MaskedAccount } from "../settlement/settlement_account.ts";
import type { Instant } from "../time.ts";

export type ApplicationState = "submitted" | "approved" | "rejected";

/** Of one version; after a rejection the next submission is the next version. */
export const applicationMachine = {
  submitted: { approved: "approved", rejected: "rejected" },
  approved: {},
  rejected: {},
} as const satisfies Machine<ApplicationState, "approved" | "rejected">;

/** Whom the operator calls about it. */
export interface ContactPerson {
  readonly name: string;
  readonly phone: string;
}

/** What a live merchant number is applied for with [docs/merchants.md]. */
export interface ApplicationForm
  extends Pick<MerchantFacts, "name" | "products" | "returnUrls" | "embedOrigins"> {
  /** The applicant's own name for it, or the desk's; with the parent the natural key. */
  readonly reference: string;
  readonly licenceNo: string;
  readonly legalName: string;
  /** SHA-256, hex, of the agreement that was signed on paper. */
  readonly agreementDigest: string;
  /** With an app id of its own, instead of the parent's. */
  readonly app?: AppTerms | undefined;
  readonly contact: ContactPerson;
  readonly account: BankAccount;
}

/** What an answer, an event or a page may show of the persons and the account. */
export interface MaskedPrivate {
  readonly contact: ContactPerson;
  readonly account: MaskedAccount;
}

export interface Application extends Omit<ApplicationForm, "contact" | "account"> {
  readonly applicationId: ApplicationId;
  readonly version: number;
  /** Undefined for the first number of an enterprise, which one of the institution's people filed. */
  readonly parentNo: MerchantNo | undefined;
  readonly filedBy: StaffId | undefined;
  readonly masked: MaskedPrivate;
  /** `Private` as JSON. */
  readonly sealed: string;
  readonly formDigest: string;
  /** Keyed: the same contact phone is the same digest. Undefined for what is older than digests. */
  readonly phoneDigest: string | undefined;
  readonly state: ApplicationState;
  readonly rejectionReason: string | undefined;
  /** What an approval opened. */
  readonly merchantNo: MerchantNo | undefined;
  readonly submittedAt: Instant;
  readonly decidedAt: Instant | undefined;
  /** One of the staff; undefined also where somebody with a shell decided. */
  readonly decidedBy: StaffId | undefined;
}

/** What is sealed of it. */
export type Private = Pick<ApplicationForm, "contact" | "account">;

/** Where it is stored: it opens nowhere else. */
export const applicationContext = (applicationId: string, version: number) =>
  `merchant_applications.sealed.${applicationId}.${version}`;

export async function openPrivate(
  vault: Pick<Vault, "open">,
  { applicationId, version, sealed }: Application,
): Promise<Private> {
  return JSON.parse(await vault.open(sealed, applicationContext(applicationId, version)));
}
