-- What people found out about something its channel never answered for. One proposes, another confirms.

CREATE TABLE resolutions (
  resolution_id TEXT NOT NULL PRIMARY KEY,
  -- A payment, a refund or a deduction.
  unclear_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  finding TEXT NOT NULL CHECK (finding IN ('succeeded', 'failed')),
  channel_txn_no TEXT,
  failure_reason TEXT,
  evidence TEXT NOT NULL CHECK (evidence <> ''),
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'withdrawn')),
  decided_by TEXT,
  decided_at INTEGER,
  version INTEGER NOT NULL,
  CONSTRAINT finding_is_whole CHECK (
    (finding = 'succeeded') = (channel_txn_no IS NOT NULL) AND (finding = 'failed') = (failure_reason IS NOT NULL)
  ),
  CONSTRAINT decided_has_person CHECK (
    (state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)
  ),
  CONSTRAINT second_person CHECK (state <> 'confirmed' OR decided_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX resolutions_one_open ON resolutions (unclear_id) WHERE state = 'proposed';
CREATE INDEX resolutions_of ON resolutions (unclear_id, resolution_id);
CREATE INDEX resolutions_to_decide ON resolutions (proposed_at, resolution_id) WHERE state = 'proposed';

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
