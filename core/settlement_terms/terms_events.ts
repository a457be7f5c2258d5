import type { EventSpecs } from "../event_spec.ts";
import type { SettlementTerms } from "./settlement_terms.ts";

export interface TermsEvent {
  readonly type: "settlement_terms.agreed";
  readonly terms: SettlementTerms;
}

export const termsEvents = {
  "settlement_terms.agreed": {
    subject: ({ terms: { termsId, merchantNo } }) => ({
      subjectId: termsId,
      version: 1,
      merchantNo,
    }),
    data: ({ terms }) => termsResource(terms),
  },
} satisfies EventSpecs<TermsEvent>;

/** As it is stored with the event and shown by the command; the overdraft in fen. */
export function termsResource(
  { termsId, merchantNo, from, delay, accountOf, overdraft }: SettlementTerms,
) {
  return {
    terms_id: termsId,
    merchant_no: merchantNo,
    from,
    delay,
    account_of: accountOf,
    overdraft: overdraft.fen,
  };
}
