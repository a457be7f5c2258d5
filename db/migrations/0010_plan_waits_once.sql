-- The same form, while it waits for a decision, is one application: also when it comes twice at once.
CREATE UNIQUE INDEX plans_waiting_once ON plans (
  merchant_no, request, iif(request = 'change', plan_id, ''), kind, short_name, title, package_text,
  per_transaction_limit, per_day_limit, coalesce(contract_days, 0), requires_credit_card, verify_phone,
  verify_id_number, coalesce(network_advance_reason, ''), fixed_merchant_nos,
  coalesce(no_fixed_merchant_reason, ''), coalesce(unsign_notice_url, '')
) WHERE state = 'submitted';
