-- Plans, signings, contracts, deductions, and the consumers behind them.
ALTER TABLE merchants ADD COLUMN app_id TEXT;
ALTER TABLE merchants ADD COLUMN shares_contracts INTEGER NOT NULL DEFAULT 0;
UPDATE merchants SET app_id = 'app_' || upper(substr(hex(randomblob(13)), 1, 26))
  WHERE parent_no IS NULL;
UPDATE merchants SET app_id = (
  WITH RECURSIVE above (merchant_no, parent_no, app_id) AS (
    SELECT m.merchant_no, m.parent_no, m.app_id FROM merchants m
      WHERE m.merchant_no = merchants.parent_no
    UNION ALL
    SELECT m.merchant_no, m.parent_no, m.app_id FROM merchants m
      JOIN above ON m.merchant_no = above.parent_no
  )
  SELECT app_id FROM above WHERE parent_no IS NULL
) WHERE parent_no IS NOT NULL;

ALTER TABLE events ADD COLUMN g_contract_active INTEGER NOT NULL DEFAULT 1
  CONSTRAINT contract_active CHECK (g_contract_active = 1);

CREATE TABLE plans (
  plan_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  app_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  state TEXT NOT NULL CHECK (state IN ('submitted', 'approved', 'rejected', 'retired')),
  request TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('usage', 'periodic')),
  short_name TEXT NOT NULL,
  title TEXT NOT NULL,
  package_text TEXT NOT NULL,
  per_transaction_limit INTEGER NOT NULL CHECK (per_transaction_limit > 0),
  per_day_limit INTEGER NOT NULL CHECK (per_day_limit >= per_transaction_limit),
  requires_credit_card INTEGER NOT NULL,
  verify_phone INTEGER NOT NULL,
  verify_id_number INTEGER NOT NULL,
  network_advance_reason TEXT,
  fixed_merchant_nos TEXT NOT NULL,
  no_fixed_merchant_reason TEXT,
  unsign_notice_url TEXT,
  rejection_reason TEXT,
  submitted_at INTEGER NOT NULL,
  decided_at INTEGER,
  event_version INTEGER NOT NULL,
  PRIMARY KEY (plan_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX plans_of_merchant ON plans (merchant_no, plan_id, version);

CREATE TABLE consumers (
  consumer_id TEXT NOT NULL PRIMARY KEY,
  channel TEXT NOT NULL,
  channel_user_id TEXT NOT NULL,
  sealed_name TEXT NOT NULL,
  sealed_phone TEXT NOT NULL,
  sealed_id_number TEXT NOT NULL,
  tell_after_charge INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT consumer_once UNIQUE (channel, channel_user_id)
) STRICT;

-- Pairwise: one per consumer and app, random, so that two apps cannot find out that they know the same person.
CREATE TABLE open_ids (
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  app_id TEXT NOT NULL,
  open_id TEXT NOT NULL UNIQUE,
  PRIMARY KEY (consumer_id, app_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE consumer_sessions (
  token_digest TEXT NOT NULL PRIMARY KEY,
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consumer_sessions_by_end ON consumer_sessions (expires_at);

-- The cards a channel last told of; sealed, because they say where a person banks.
CREATE TABLE consumer_cards (
  consumer_id TEXT NOT NULL PRIMARY KEY REFERENCES consumers (consumer_id),
  sealed TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One running code per purpose, thing and person, e.g. `sign sgn_… con_…`.
CREATE TABLE sms_codes (
  subject TEXT NOT NULL PRIMARY KEY,
  consumer_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Codes sent to a person in the last hour: the CHECK refuses one too many in the write itself.
CREATE TABLE sms_sends (
  seq INTEGER PRIMARY KEY,
  consumer_id TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  g_few INTEGER NOT NULL CONSTRAINT phone_codes_per_hour CHECK (g_few = 1)
) STRICT;
CREATE INDEX sms_sends_of_consumer ON sms_sends (consumer_id, sent_at);

-- Wrong and right guesses alike at one code or one number.
CREATE TABLE factor_tries (
  subject TEXT NOT NULL PRIMARY KEY,
  tries INTEGER NOT NULL CONSTRAINT factor_tries CHECK (tries <= 5),
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX factor_tries_by_time ON factor_tries (last_at);

CREATE TABLE signings (
  signing_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  app_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  plan_version INTEGER NOT NULL,
  contract_code TEXT NOT NULL,
  user_id TEXT,
  return_url TEXT,
  order_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'confirming', 'signed', 'declined', 'expired')),
  consumer_id TEXT,
  contract_id TEXT,
  already_signed INTEGER NOT NULL DEFAULT 0,
  -- What was agreed to while the channel is asked, as JSON.
  agreement TEXT,
  -- Why the channel refused the last attempt.
  refusal TEXT,
  ask_after INTEGER,
  asks INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  -- Read inside the write that confirms: nobody signs twice what is in force.
  g_unsigned INTEGER NOT NULL DEFAULT 1 CONSTRAINT signed_already CHECK (g_unsigned = 1),
  CONSTRAINT signed_has_contract CHECK ((state = 'signed') = (contract_id IS NOT NULL))
) STRICT;
-- A person has one plan at the channel at a time, whatever links they opened.
CREATE UNIQUE INDEX signings_confirming_once ON signings (consumer_id, app_id, plan_id)
  WHERE state = 'confirming';
-- Asking again under the same contract code while it is open gives the same signing.
CREATE UNIQUE INDEX signings_open_code ON signings (merchant_no, contract_code)
  WHERE state IN ('open', 'confirming');
CREATE INDEX signings_to_expire ON signings (expires_at) WHERE state = 'open';
CREATE INDEX signings_to_ask ON signings (ask_after) WHERE state = 'confirming';
CREATE INDEX signings_by_contract_to_be ON signings (json_extract(agreement, '$.contractId'))
  WHERE state = 'confirming';

CREATE TABLE contracts (
  contract_id TEXT NOT NULL PRIMARY KEY,
  contract_code TEXT NOT NULL,
  signing_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  plan_version INTEGER NOT NULL,
  app_id TEXT NOT NULL,
  open_id TEXT NOT NULL,
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  user_id TEXT,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  per_transaction_limit INTEGER NOT NULL,
  per_day_limit INTEGER NOT NULL,
  fixed_merchant_nos TEXT NOT NULL,
  channel TEXT NOT NULL,
  channel_contract_no TEXT NOT NULL,
  card_token TEXT NOT NULL,
  card_label TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'terminating', 'terminated')),
  terminated_by TEXT,
  reason TEXT,
  ended_at INTEGER,
  terminated_at INTEGER,
  ask_after INTEGER,
  asks INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  chain TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX contracts_once ON contracts (app_id, open_id, plan_id) WHERE state <> 'terminated';
CREATE INDEX contracts_of_merchant ON contracts (merchant_no, contract_id);
CREATE INDEX contracts_by_code ON contracts (merchant_no, contract_code, contract_id);
CREATE INDEX contracts_of_consumer ON contracts (consumer_id, contract_id);
CREATE INDEX contracts_to_ask ON contracts (ask_after) WHERE state = 'terminating';

CREATE TABLE contract_evidence (
  contract_id TEXT NOT NULL PRIMARY KEY REFERENCES contracts (contract_id),
  jws TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A day's spending in Asia/Shanghai: the CHECK refuses an overspend, so the limit holds in the write itself.
CREATE TABLE contract_days (
  contract_id TEXT NOT NULL,
  day TEXT NOT NULL,
  spent INTEGER NOT NULL,
  cap INTEGER NOT NULL,
  PRIMARY KEY (contract_id, day),
  CONSTRAINT day_limit CHECK (spent >= 0 AND spent <= cap)
) STRICT, WITHOUT ROWID;

CREATE TABLE deductions (
  deduction_id TEXT NOT NULL PRIMARY KEY,
  contract_id TEXT NOT NULL REFERENCES contracts (contract_id),
  merchant_no TEXT NOT NULL,
  merchant_order_no TEXT NOT NULL,
  settle_merchant_no TEXT,
  amount INTEGER NOT NULL CHECK (amount > 0),
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('processing', 'succeeded', 'failed')),
  failure TEXT,
  channel TEXT NOT NULL,
  channel_order_no TEXT NOT NULL UNIQUE,
  channel_txn_no TEXT,
  day TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  query_after INTEGER,
  queries INTEGER NOT NULL DEFAULT 0,
  next_poll_at INTEGER,
  ended_at INTEGER,
  version INTEGER NOT NULL,
  CONSTRAINT deduction_no_once UNIQUE (merchant_no, merchant_order_no)
) STRICT;
CREATE INDEX deductions_of_contract ON deductions (contract_id, deduction_id);
CREATE INDEX deductions_to_send ON deductions (deduction_id) WHERE state = 'processing' AND sent_at IS NULL;
CREATE INDEX deductions_to_query ON deductions (query_after)
  WHERE state = 'processing' AND query_after IS NOT NULL;

CREATE TABLE deduction_notices (
  notice_id TEXT NOT NULL PRIMARY KEY,
  contract_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  amount INTEGER NOT NULL,
  subject TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  chargeable_from INTEGER NOT NULL,
  -- The one deduction it covers; a second claim is refused.
  used_by TEXT,
  uses INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  CONSTRAINT notice_covers_one CHECK (uses <= 1)
) STRICT;
CREATE INDEX deduction_notices_unused ON deduction_notices (contract_id, chargeable_from) WHERE used_by IS NULL;

-- Charges whose consumer asked to be told: one row each, and the marker is written before the message goes out.
CREATE TABLE charge_notices (
  deduction_id TEXT NOT NULL PRIMARY KEY REFERENCES deductions (deduction_id),
  due_at INTEGER NOT NULL,
  told_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX charge_notices_due ON charge_notices (due_at) WHERE told_at IS NULL;

-- How a merchant hammers one id: counted, refused for a while, blocked for a while. 0 = not yet, not now.
CREATE TABLE poll_guards (
  subject_id TEXT NOT NULL PRIMARY KEY,
  early INTEGER NOT NULL,
  next_poll_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
