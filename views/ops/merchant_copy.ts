import type { ApplicationState } from "../../core/application/application.ts";
import type { MaskedField } from "../../core/application/look_at_application.ts";
import type { MerchantKeyState } from "../../core/merchant/merchant_key.ts";
import type { MerchantState } from "../../core/merchant/merchant.ts";
import type { EndpointState } from "../../core/webhook/endpoint.ts";

/** Why a form about an application or a merchant comes back. */
export type MerchantFormError =
  | "reason_missing"
  | "look_reason_missing"
  | "standing_reason_missing"
  | "text_flawed"
  | "changed"
  | "enterprise_stopped"
  | "not_opened"
  | "second_person_needed"
  | "name"
  | "mail"
  | "somebody_there";

/** What the desk says about merchants and those who apply to be one. */
export interface MerchantWords {
  readonly application: string;
  readonly states: Readonly<Record<ApplicationState, string>>;
  readonly parent: string;
  readonly reference: string;
  readonly submitted: string;
  readonly decided: string;
  readonly rejection: string;
  readonly form: string;
  readonly licence: string;
  readonly legalName: string;
  readonly products: string;
  readonly returnUrls: string;
  readonly embedOrigins: string;
  readonly agreementDigest: string;
  readonly app: string;
  readonly sharesApp: string;
  readonly private: string;
  readonly bank: string;
  readonly masked: Readonly<Record<MaskedField, string>>;
  readonly unmask: string;
  readonly unmaskField: string;
  readonly unmaskHelp: string;
  readonly lookReason: string;
  readonly unmasked: (field: string) => string;
  readonly changes: (version: number) => string;
  readonly approveHelp: string;
  readonly filedBy: (name: string) => string;
  readonly fileAgain: string;
  readonly onward: string;
  readonly firstOwner: string;
  readonly firstOwnerHelp: string;
  readonly name: string;
  readonly mail: string;
  readonly makeLink: string;
  readonly errors: Readonly<Record<MerchantFormError, string>>;

  readonly merchants: string;
  readonly find: string;
  readonly findHint: string;
  readonly below: (merchantNo: string) => string;
  readonly noneFound: string;
  readonly merchantStates: Readonly<Record<MerchantState, string>>;
  readonly modes: Readonly<Record<"test" | "live", string>>;
  readonly since: string;
  readonly reason: string;
  readonly openedAt: string;
  readonly enterprise: string;
  readonly noEnterprise: string;
  readonly above: string;
  readonly atTop: string;
  readonly account: string;
  readonly noAccount: string;
  readonly today: string;
  readonly todayHelp: string;
  readonly orders: string;
  readonly paid: string;
  readonly refunds: string;
  readonly deductions: string;
  readonly count: (count: string) => string;
  readonly children: string;
  readonly noChildren: string;
  readonly allChildren: string;
  readonly keys: string;
  readonly noKeys: string;
  readonly keyStates: Readonly<Record<MerchantKeyState, string>>;
  readonly lastSigned: (time: string) => string;
  readonly neverSigned: string;
  readonly agreements: string;
  readonly noAgreements: string;
  readonly agreementDays: (first: string, last: string) => string;
  readonly agreementStates: Readonly<Record<"in_force" | "withdrawn", string>>;
  readonly covers: Readonly<Record<"children" | "all_below", string>>;
  readonly endpoints: string;
  readonly noEndpoints: string;
  readonly endpointStates: Readonly<Record<EndpointState, string>>;
  readonly failing: (failures: number, time: string) => string;
  readonly acts: string;
  readonly suspend: string;
  readonly resume: string;
  readonly suspendHelp: string;
  readonly resumeHelp: string;
  readonly reasonHint: string;
  readonly stillOwed: string;
  readonly twoPeople: string;
  readonly proposals: Readonly<Record<"account" | "sharing" | "key" | "closing", string>>;
  readonly cancel: string;
}
