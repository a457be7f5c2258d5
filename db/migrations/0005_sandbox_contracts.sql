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
  -- Whether the contract was in force at this write: no money leaves on one that had just ended.
  g_in_force INTEGER NOT NULL,
  CONSTRAINT sandbox_deduction_in_force CHECK (state = 'declined' OR g_in_force = 1),
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
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX sandbox_messages_of_phone ON sandbox_messages (phone, seq);
