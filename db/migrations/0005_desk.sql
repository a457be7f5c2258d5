-- Whether a channel takes anything new; without a row it does.
CREATE TABLE channel_switches (
  channel TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'stopped')),
  reason TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- What waits for a person, oldest first: each index holds its queue and nothing else.
CREATE INDEX payments_unanswered ON payments (queries_ended_at, payment_id) WHERE queries_ended_at IS NOT NULL;
CREATE INDEX refunds_unanswered ON refunds (queries_ended_at, refund_id) WHERE queries_ended_at IS NOT NULL;
CREATE INDEX deductions_unanswered ON deductions (queries_ended_at, deduction_id) WHERE queries_ended_at IS NOT NULL;
CREATE INDEX plans_to_decide ON plans (submitted_at, plan_id) WHERE state = 'submitted';
CREATE INDEX contracts_ending ON contracts (ended_at, contract_id) WHERE state = 'terminating';
CREATE INDEX endpoints_disabled ON endpoints (created_at, endpoint_id) WHERE state = 'disabled';
-- The channel's own number of a transaction, as a bank's letter names it.
CREATE INDEX payments_by_channel_txn ON payments (channel_txn_no) WHERE channel_txn_no IS NOT NULL;
CREATE INDEX refunds_by_channel_txn ON refunds (channel_txn_no) WHERE channel_txn_no IS NOT NULL;
CREATE INDEX deductions_by_channel_txn ON deductions (channel_txn_no) WHERE channel_txn_no IS NOT NULL;
