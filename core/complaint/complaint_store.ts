import type { ComplaintId, EnterpriseId, MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { BusinessDay } from "../time.ts";
import type { Complaint, ComplaintState } from "./complaint.ts";

/** Whose complaints: everybody's, those about one merchant number, or about any number of an enterprise. */
export type ComplaintsOf =
  | { readonly type: "everybody" }
  | { readonly type: "merchant"; readonly merchantNo: MerchantNo }
  | { readonly type: "enterprise"; readonly enterpriseId: EnterpriseId };

/** Where a page starts: after this one. */
export interface ComplaintPlace {
  readonly on: BusinessDay;
  readonly id: ComplaintId;
}

export interface ComplaintCount {
  readonly received: number;
  readonly open: number;
}

export interface ComplaintPage {
  readonly of: ComplaintsOf;
  readonly state: ComplaintState;
  readonly past: ComplaintPlace | undefined;
  readonly max: number;
}

export interface ComplaintStore {
  byId(complaintId: ComplaintId): Query<Complaint | undefined>;
  /** About any number of an enterprise: received since that day, and of all those that are open. */
  countOf(enterpriseId: EnterpriseId, since: BusinessDay): Query<ComplaintCount>;
  /** Open ones the oldest first, because they wait; answered ones the newest first. */
  list(page: ComplaintPage): Query<readonly Complaint[]>;
}
