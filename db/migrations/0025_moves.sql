-- By which contract its consumer replaced it: they signed again at the channel that its number trades through now.
ALTER TABLE contracts ADD COLUMN replaced_by TEXT;
UPDATE contracts SET replaced_by = substr(reason, 13) WHERE reason GLOB 'replaced by ctr_*' AND EXISTS (
  SELECT 1 FROM signings s WHERE s.replaces = contracts.contract_id AND s.contract_id = substr(contracts.reason, 13));
-- How often its link to sign again was ended: the next one is another.
ALTER TABLE contracts ADD COLUMN links_ended INTEGER NOT NULL DEFAULT 0;
-- Those that are still to be signed again, and those that were: both by the channel they were signed at.
CREATE INDEX contracts_in_force ON contracts (merchant_no, channel) WHERE state IN ('active', 'suspended');
CREATE INDEX contracts_replaced ON contracts (merchant_no, channel) WHERE replaced_by IS NOT NULL;

-- One is in force per app, person and plan. One that was replaced is still there until its own channel has confirmed.
DROP INDEX contracts_once;
CREATE UNIQUE INDEX contracts_once ON contracts (app_id, open_id, plan_id) WHERE state IN ('active', 'suspended');
CREATE UNIQUE INDEX contracts_once_per_channel ON contracts (app_id, open_id, plan_id, channel) WHERE state <> 'terminated';

-- Pairs of channels that share their sign-ups (三库统一), each pair in the order of the alphabet.
CREATE TABLE shared_signups (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  version INTEGER NOT NULL,
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;

-- What became of a fetched file: null until it was tried, and what is wrong with one that was refused, as JSON.
ALTER TABLE channel_files ADD COLUMN import_state TEXT CHECK (import_state IN ('imported', 'refused'));
ALTER TABLE channel_files ADD COLUMN refusal TEXT CHECK ((refusal IS NOT NULL) = (import_state IS 'refused'));
CREATE INDEX channel_files_to_import ON channel_files (fetched_at) WHERE state = 'fetched' AND import_state IS NULL;
CREATE INDEX channel_files_refused ON channel_files (clearing_day) WHERE import_state = 'refused';

-- Whether a refund was sent as a void of the payment itself; one that is refused is sent again as a refund.
ALTER TABLE refunds ADD COLUMN voiding TEXT CHECK (voiding IN ('sent', 'refused'));
