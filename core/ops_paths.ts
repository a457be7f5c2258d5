import { withQuery } from "./with_query.ts";

interface ComplaintFilter {
  readonly state?: string;
  readonly merchant?: string;
  readonly enterprise?: string;
}

/** Which differences a list has. */
interface DifferenceFilter {
  readonly state?: string;
  readonly reason?: string;
  readonly merchant?: string;
  readonly day?: string;
  readonly owner?: string;
}

/** Where the institution works. */
export const opsPaths = {
  opsQueue: (queue: string, past?: { readonly at: number; readonly id: string }) =>
    past ? `/ops/${queue}?after=${past.at}.${past.id}` : `/ops/${queue}`,
  opsUnclear: (id: string) => `/ops/unclear/${id}`,
  opsFindings: (id: string) => `/ops/unclear/${id}/findings`,
  opsPlan: (planId: string) => `/ops/plans/${planId}`,
  opsPlanDecision: (planId: string) => `/ops/plans/${planId}/decision`,
  opsAppApplication: (applicationId: string) => `/ops/app-applications/${applicationId}`,
  opsAppDecision: (applicationId: string) => `/ops/app-applications/${applicationId}/decision`,
  /** With `from` the form begins as that application was filed. */
  opsRootApplication: (from?: string) =>
    from === undefined ? "/ops/root-application" : `/ops/root-application?from=${from}`,
  opsApplication: (applicationId: string) => `/ops/applications/${applicationId}`,
  opsApplicationDecision: (applicationId: string) => `/ops/applications/${applicationId}/decision`,
  opsApplicationLook: (applicationId: string) => `/ops/applications/${applicationId}/look`,
  opsFirstOwner: (applicationId: string) => `/ops/applications/${applicationId}/owner`,
  opsMerchants: (
    given: { readonly q?: string; readonly parent?: string; readonly after?: string } = {},
  ) => withQuery("/ops/merchants", given),
  opsMerchant: (merchantNo: string) => `/ops/merchants/${merchantNo}`,
  opsGoingLive: (merchantNo: string) => `/ops/merchants/${merchantNo}/going-live`,
  opsMerchantStanding: (merchantNo: string) => `/ops/merchants/${merchantNo}/standing`,
  opsProposeSharing: (merchantNo: string) => `/ops/merchants/${merchantNo}/sharing`,
  opsProposeKey: (merchantNo: string) => `/ops/merchants/${merchantNo}/key`,
  opsProposeClosing: (merchantNo: string) => `/ops/merchants/${merchantNo}/closing`,
  opsEnterprise: (licenceOrId: string, after?: string) =>
    `/ops/enterprises/${licenceOrId}${after === undefined ? "" : `?after=${after}`}`,
  opsEnterpriseTable: (licenceOrId: string) => `/ops/enterprises/${licenceOrId}/numbers.csv`,
  opsEnterpriseStop: (licenceOrId: string) => `/ops/enterprises/${licenceOrId}/stop`,
  opsBlocks: (given: { readonly state?: string; readonly after?: string } = {}) =>
    withQuery("/ops/blocks", given),
  opsBlocksCsv: (given: { readonly state?: string } = {}) => withQuery("/ops/blocks.csv", given),
  opsBankLines: (given: { readonly state?: string; readonly after?: string } = {}) =>
    withQuery("/ops/bank_lines", given),
  opsBankFiles: () => "/ops/bank_files",
  opsBankLine: (lineId: string) => `/ops/bank_lines/${lineId}`,
  opsBankLineAllocation: (lineId: string) => `/ops/bank_lines/${lineId}/allocation`,
  opsBankLineReturn: (lineId: string) => `/ops/bank_lines/${lineId}/return`,
  opsTransferRefunds: () => "/ops/transfer_refunds",
  opsTransferRefund: (refundId: string) => `/ops/transfer_refunds/${refundId}`,
  opsUnclaimed: () => "/ops/unclaimed",
  opsUnclaimedWay: (refundId: string) => `/ops/unclaimed/${refundId}/way`,
  opsAdvances: (given: { readonly state?: string; readonly after?: string } = {}) =>
    withQuery("/ops/advances", given),
  opsAdvancesCsv: (given: { readonly state?: string } = {}) =>
    withQuery("/ops/advances.csv", given),
  opsAdvance: (deductionId: string) => `/ops/advances/${deductionId}`,
  opsBlock: (blockId: string) => `/ops/blocks/${blockId}`,
  opsBlockLift: (blockId: string) => `/ops/blocks/${blockId}/lift`,
  opsNewBlock: () => "/ops/block",
  opsFindBlock: () => "/ops/block/search",
  opsBlockPayer: (subjectId: string) => `/ops/records/${subjectId}/block`,
  opsReconciliation: (day?: string) =>
    withQuery("/ops/reconciliation", day === undefined ? {} : { day }),
  opsDifferences: (given: DifferenceFilter & { readonly after?: string } = {}) =>
    withQuery("/ops/differences", given),
  opsDifferencesCsv: (given: DifferenceFilter = {}) => withQuery("/ops/differences.csv", given),
  opsDifference: (differenceId: string) => `/ops/differences/${differenceId}`,
  opsDifferenceOwner: (differenceId: string) => `/ops/differences/${differenceId}/owner`,
  opsDifferenceComments: (differenceId: string) => `/ops/differences/${differenceId}/comments`,
  opsDifferenceSettling: (differenceId: string) => `/ops/differences/${differenceId}/settling`,
  opsSettlements: (
    day?: string,
    given: { readonly state?: string; readonly after?: string } = {},
  ) => withQuery("/ops/settlements", { ...(day === undefined ? {} : { day }), ...given }),
  opsSettlement: (settlementId: string, after?: string) =>
    withQuery(`/ops/settlements/${settlementId}`, after === undefined ? {} : { after }),
  opsSettlementItems: (settlementId: string) => `/ops/settlements/${settlementId}/items.csv`,
  opsSettlementRuns: () => "/ops/settlement_runs",
  opsSettlementRun: (run: string) => `/ops/settlement_runs/${run}`,
  opsSettlementRunFile: (run: string) => `/ops/settlement_runs/${run}/payments.csv`,
  opsSettlementRunPaid: (run: string) => `/ops/settlement_runs/${run}/paid`,
  /** With `line`, the line of a bank's file that may be what came back of it. */
  opsPayout: (payoutId: string, given: { readonly line?: string } = {}) =>
    withQuery(`/ops/payouts/${payoutId}`, given),
  opsPayoutReturn: (payoutId: string) => `/ops/payouts/${payoutId}/return`,
  opsSettlementsOf: (merchantNo: string) => `/ops/merchants/${merchantNo}/settlements`,
  opsSettlementTerms: (merchantNo: string) => `/ops/merchants/${merchantNo}/settlement_terms`,
  opsCalendar: (year?: string) => withQuery("/ops/calendar", year === undefined ? {} : { year }),
  opsPlaceHold: (merchantNo: string) => `/ops/merchants/${merchantNo}/holds`,
  opsReleaseHold: (holdId: string) => `/ops/holds/${holdId}/release`,
  opsReceipts: (after?: string) => withQuery("/ops/receipts", after === undefined ? {} : { after }),
  /** To record what this line of a bank's file brought. */
  opsReceiptOf: (lineId: string) => withQuery("/ops/receipts", { line: lineId }),
  opsQuietDay: (number: string, day: string) => `/ops/quiet_days/${number}/${day}`,
  opsStatementFiles: () => "/ops/statement_files",
  opsStatementFile: (
    fileId: string,
    given: { readonly state?: string; readonly after?: string } = {},
  ) => withQuery(`/ops/statement_files/${fileId}`, given),
  opsStatementFileContent: (fileId: string) => `/ops/statement_files/${fileId}/content`,
  opsStatementFileCsv: (fileId: string, given: { readonly state?: string } = {}) =>
    withQuery(`/ops/statement_files/${fileId}/lines.csv`, given),
  opsDisputes: (given: { readonly state?: string; readonly after?: string } = {}) =>
    withQuery("/ops/disputes", given),
  opsDisputesCsv: (given: { readonly state?: string } = {}) =>
    withQuery("/ops/disputes.csv", given),
  opsDispute: (disputeId: string) => `/ops/disputes/${disputeId}`,
  opsClaims: (state?: string) => withQuery("/ops/claims", state === undefined ? {} : { state }),
  opsClaim: (claimId: string) => `/ops/claims/${claimId}`,
  opsDisputeFile: (disputeId: string, sha256: string) =>
    `/ops/disputes/${disputeId}/files/${sha256}`,
  opsDisputeEvidence: (disputeId: string) => `/ops/disputes/${disputeId}/evidence`,
  opsDisputeDecision: (disputeId: string) => `/ops/disputes/${disputeId}/decision`,
  opsComplaints: (given: ComplaintFilter & { readonly after?: string } = {}) =>
    withQuery("/ops/complaints", given),
  opsComplaintsCsv: (given: ComplaintFilter = {}) => withQuery("/ops/complaints.csv", given),
  opsComplaint: (complaintId: string) => `/ops/complaints/${complaintId}`,
  opsComplaintText: (complaintId: string) => `/ops/complaints/${complaintId}/text`,
  opsComplaintAnswer: (complaintId: string) => `/ops/complaints/${complaintId}/answer`,
  opsNewComplaint: (against?: string) =>
    withQuery("/ops/complaint", against === undefined ? {} : { against }),
  opsStatements: (given: { readonly mode?: string; readonly before?: string } = {}) =>
    withQuery("/ops/statements", given),
  opsStatementsAcom: (day: string, mode: string) => `/ops/statements/${day}/${mode}/acom`,
  opsBooks: () => "/ops/books",
  opsMerchantBooks: (merchantNo: string, query = "") =>
    `/ops/merchants/${merchantNo}/books${query === "" ? "" : `?${query}`}`,
  opsHealth: () => "/ops/health",
  opsInstitution: () => "/ops/institution",
  opsLegalTexts: () => "/ops/institution/texts",
  opsChannel: (channel: string) => `/ops/channels/${channel}`,
  opsSearch: () => "/ops/search",
  opsPaymentEvidence: (paymentId: string) => `/ops/payments/${paymentId}/evidence`,
  opsRecord: (subjectId: string) => `/ops/records/${subjectId}`,
  opsProposeAccount: (merchantNo: string) => `/ops/merchants/${merchantNo}/settlement-account`,
} as const;
