import type { FeeAgreement } from "./fee_agreement.ts";
import type { Rate } from "./tariff.ts";

/** As it is stored with the event and shown by the command; rates in millionths, caps in fen. */
export function feeAgreementResource(
  { agreementId, merchantNo, from, feeClass, acquirer, acquiredBy = "institution" }: FeeAgreement,
) {
  return {
    agreement_id: agreementId,
    merchant_no: merchantNo,
    from,
    fee_class: feeClass,
    debit: rate(acquirer.debit),
    credit: rate(acquirer.credit),
    acquired_by: acquiredBy,
  };
}

function rate({ millionths, capFen }: Rate) {
  return { millionths, cap: capFen ?? null };
}
