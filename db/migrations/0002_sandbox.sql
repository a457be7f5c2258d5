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
  payment_no TEXT,
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
