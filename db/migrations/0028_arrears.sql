-- Whether a charge that fails for want of money is owed, and after how many days it is tried again, as a JSON array.
ALTER TABLE plans ADD COLUMN arrear_retry_days TEXT;
ALTER TABLE contracts ADD COLUMN arrear_retry_days TEXT;

DROP INDEX plans_waiting_once;
CREATE UNIQUE INDEX plans_waiting_once ON plans (
  merchant_no, request, iif(request = 'change', plan_id, ''), kind, short_name, title, package_text,
  per_transaction_limit, per_day_limit, coalesce(contract_days, 0), requires_credit_card, verify_phone,
  verify_id_number, coalesce(network_advance_reason, ''), fixed_merchant_nos,
  coalesce(no_fixed_merchant_reason, ''), coalesce(unsign_notice_url, ''), coalesce(arrear_retry_days, '')
) WHERE state = 'submitted';
