import type { AppApplication } from "../app/app_application.ts";
import type { Application } from "../application/application.ts";
import type { EnterpriseId, MerchantNo } from "../id.ts";
import type { MerchantOfEnterprise } from "../merchant/merchant_store.ts";
import type { Plan } from "../plan/plan.ts";
import type { Query } from "../query.ts";
import type { ImportedFile } from "../statement_file/statement_file.ts";
import type { BusinessDay, Instant } from "../time.ts";
import type { FoundNumber } from "./found_number.ts";
import type { MerchantPage } from "./merchants_of.ts";
import type { MerchantToday } from "./merchant_today.ts";
import type { NumberMonth, Shared } from "./number_month.ts";
import type { DisabledEndpoint, QueuePage, Unanswered, WaitingUnsign } from "./queue.ts";
import type { SubjectEvent } from "./subject_event.ts";

/** What the desk reads across merchants; every queue is oldest first. */
export interface DeskStore {
  payments(page: QueuePage): Query<readonly Unanswered[]>;
  refunds(page: QueuePage): Query<readonly Unanswered[]>;
  deductions(page: QueuePage): Query<readonly Unanswered[]>;
  applications(page: QueuePage): Query<readonly Application[]>;
  appApplications(page: QueuePage): Query<readonly AppApplication[]>;
  plans(page: QueuePage): Query<readonly Plan[]>;
  unsigns(page: QueuePage): Query<readonly WaitingUnsign[]>;
  endpoints(page: QueuePage): Query<readonly DisabledEndpoint[]>;
  /** Merchants' detail that does not come to what its day's summary says. */
  summaries(page: QueuePage): Query<readonly ImportedFile[]>;
  merchants(page: MerchantPage): Query<readonly MerchantOfEnterprise[]>;
  /** Since then, counted up to `max` of each. */
  merchantSince(merchantNo: MerchantNo, since: Instant, max: number): Query<MerchantToday>;
  /** Of each of these numbers, from that day on. */
  months(merchantNos: readonly MerchantNo[], first: BusinessDay): Query<readonly NumberMonth[]>;
  /** Settlement accounts in force that another enterprise has as well. */
  sharedAccounts(enterpriseId: EnterpriseId, max: number): Query<readonly Shared[]>;
  /** Contact phones that somebody with another licence has named as well. */
  sharedPhones(licenceNo: string, max: number): Query<readonly Shared[]>;
  /** Everything that has this number, at any merchant; a few. */
  numbered(text: string): Query<readonly FoundNumber[]>;
  /** The same at one merchant number alone, with what has an id of ours or belongs to one of its users. */
  numberedAt(merchantNo: MerchantNo, text: string): Query<readonly FoundNumber[]>;
  /** Everything that happened to one thing, newest first. */
  eventsOf(subjectId: string, max: number): Query<readonly SubjectEvent[]>;
}
