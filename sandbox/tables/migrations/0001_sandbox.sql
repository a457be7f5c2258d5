-- The simulated bank behind the sandbox channel: the outside world, played by us. Nothing here is domain state.
-- Its log is its lock: of two things happening to one payment at once, one finds the version taken.
CREATE TABLE sandbox_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  subject_no TEXT NOT NULL,
  version INTEGER NOT NULL,
  entry_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  CONSTRAINT sandbox_log_version UNIQUE (subject_no, version)
) STRICT;

CREATE TABLE sandbox_payments (
  channel_order_no TEXT NOT NULL PRIMARY KEY,
  token TEXT NOT NULL UNIQUE,
  merchant_no TEXT NOT NULL,
  payee TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  subject TEXT NOT NULL,
  method TEXT NOT NULL,
  flow TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  pay_before INTEGER NOT NULL,
  return_url TEXT NOT NULL,
  notice_url TEXT NOT NULL,
  voice TEXT NOT NULL CHECK (voice IN ('open', 'from', 'held', 'silent')),
  voice_from INTEGER,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'paid', 'declined', 'cancelled', 'expired')),
  ended_at INTEGER,
  txn_no TEXT UNIQUE,
  card_type TEXT,
  card_last_four TEXT,
  card_token TEXT,
  reason TEXT,
  refunded INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  CONSTRAINT sandbox_refund_within_paid CHECK (
    refunded >= 0 AND refunded <= amount AND (refunded = 0 OR state = 'paid')
  ),
  CONSTRAINT sandbox_paid_has_number CHECK ((state = 'paid') = (txn_no IS NOT NULL)),
  CONSTRAINT sandbox_ended_has_time CHECK ((state = 'waiting') = (ended_at IS NULL)),
  CONSTRAINT sandbox_voice_has_time CHECK ((voice = 'from') = (voice_from IS NOT NULL))
) STRICT;
CREATE INDEX sandbox_payments_waiting ON sandbox_payments (channel_order_no) WHERE state = 'waiting';
CREATE INDEX sandbox_payments_held ON sandbox_payments (channel_order_no) WHERE voice = 'held';

CREATE TABLE sandbox_refunds (
  channel_order_no TEXT NOT NULL PRIMARY KEY,
  paid_no TEXT,
  amount INTEGER NOT NULL CHECK (amount > 0),
  notice_url TEXT NOT NULL,
  answers_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'returned', 'refused')),
  txn_no TEXT,
  failure TEXT
) STRICT;

CREATE TABLE sandbox_notices (
  notice_id TEXT NOT NULL PRIMARY KEY,
  channel_order_no TEXT NOT NULL,
  url TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'given_up')),
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  lease TEXT,
  leased_until INTEGER NOT NULL DEFAULT 0,
  last_status INTEGER
) STRICT;
CREATE INDEX sandbox_notices_due ON sandbox_notices (due_at) WHERE state = 'due';

-- The simulated bank's own books of contracts and deductions, the app's one-time codes and the phones' messages.
CREATE TABLE sandbox_contracts (
  contract_id TEXT NOT NULL PRIMARY KEY,
  contract_no TEXT NOT NULL UNIQUE,
  signing_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  payee TEXT NOT NULL,
  title TEXT NOT NULL,
  person_no TEXT NOT NULL,
  card_token TEXT NOT NULL,
  per_transaction_limit INTEGER NOT NULL CHECK (per_transaction_limit > 0),
  per_day_limit INTEGER NOT NULL CHECK (per_day_limit > 0),
  notice_url TEXT NOT NULL,
  arrived_at INTEGER NOT NULL,
  unsigns INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('signed', 'ended', 'refused')),
  ended_by TEXT,
  ended_at INTEGER,
  told_from INTEGER,
  reason TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT sandbox_contract_ended CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
  CONSTRAINT sandbox_contract_refused CHECK ((state = 'refused') = (reason IS NOT NULL))
) STRICT;
CREATE INDEX sandbox_contracts_of_person ON sandbox_contracts (person_no, contract_id);

CREATE TABLE sandbox_deductions (
  channel_order_no TEXT NOT NULL PRIMARY KEY,
  contract_id TEXT,
  contract_no TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  payee TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  subject TEXT NOT NULL,
  notice_url TEXT NOT NULL,
  answers_at INTEGER NOT NULL,
  on_own_clock INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('undecided', 'paid', 'declined')),
  txn_no TEXT UNIQUE,
  card_type TEXT,
  card_last_four TEXT,
  reason TEXT,
  refunded INTEGER NOT NULL DEFAULT 0,
  -- Whether the contract was in force at this write: no money leaves on one that had just ended.
  g_in_force INTEGER NOT NULL,
  CONSTRAINT sandbox_deduction_in_force CHECK (state = 'declined' OR g_in_force = 1),
  CONSTRAINT sandbox_refund_within_paid CHECK (
    refunded >= 0 AND refunded <= amount AND (refunded = 0 OR state = 'paid')
  ),
  CONSTRAINT sandbox_deduction_has_number CHECK ((state = 'paid') = (txn_no IS NOT NULL))
) STRICT;

-- What the app hands to a page so that it knows who is there; only a digest is kept.
CREATE TABLE sandbox_app_codes (
  digest TEXT NOT NULL PRIMARY KEY,
  person_no TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  taken_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX sandbox_app_codes_by_end ON sandbox_app_codes (expires_at);

CREATE TABLE sandbox_messages (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  phone TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- The phones drop what they have, as a provider does.
  message_id TEXT
) STRICT;
CREATE INDEX sandbox_messages_of_phone ON sandbox_messages (phone, seq);
CREATE UNIQUE INDEX sandbox_messages_once ON sandbox_messages (message_id);

-- What the demo's own webhook receiver was sent: a stranger's table that happens to live here.
CREATE TABLE demo_webhooks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id TEXT NOT NULL,
  type TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  headers TEXT NOT NULL,
  endpoint_id TEXT,
  standard TEXT NOT NULL,
  jws TEXT NOT NULL
) STRICT;

-- How far a merchant's test clock is ahead of the bank's, as the bank was told: it looks at no table of the portal.
CREATE TABLE sandbox_clocks (
  merchant_no TEXT NOT NULL PRIMARY KEY,
  ahead_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
