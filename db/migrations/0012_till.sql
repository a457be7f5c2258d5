-- The shop assistant's side of a paired screen, and how a merchant number looks to its payers.

-- When its browser last asked, to the minute.
ALTER TABLE screens ADD COLUMN seen_at INTEGER;
-- A keyed digest.
ALTER TABLE screens ADD COLUMN pin_digest TEXT;
ALTER TABLE screens ADD COLUMN pin_set_at INTEGER;
-- What its till may refund, in fen: each time, and in a day. Nothing until somebody says so.
ALTER TABLE screens ADD COLUMN refund_max INTEGER NOT NULL DEFAULT 0 CHECK (refund_max >= 0);
ALTER TABLE screens ADD COLUMN refund_day_max INTEGER NOT NULL DEFAULT 0 CHECK (refund_day_max >= 0);
-- Those unpaired included: what was done at them stays.
CREATE INDEX screens_by_merchant ON screens (merchant_no, screen_id);
CREATE INDEX screens_listed ON screens (merchant_no);
CREATE INDEX screens_by_state ON screens (merchant_no, state);
CREATE INDEX screens_by_time ON screens (merchant_no, created_at);

-- A till is unlocked in one browser at a time.
CREATE TABLE till_sessions (
  screen_id TEXT NOT NULL PRIMARY KEY REFERENCES screens (screen_id),
  session_id TEXT NOT NULL CONSTRAINT till_session_once UNIQUE,
  token_digest TEXT NOT NULL CONSTRAINT till_token_once UNIQUE,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- On the merchant's clock. Its totals are counted anew each time, from what was paid and refunded in between.
CREATE TABLE till_shifts (
  shift_id TEXT NOT NULL PRIMARY KEY,
  screen_id TEXT NOT NULL REFERENCES screens (screen_id),
  began_at INTEGER NOT NULL,
  ended_at INTEGER,
  CONSTRAINT shift_ends_after_it_began CHECK (ended_at IS NULL OR ended_at >= began_at)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX till_shifts_one_open ON till_shifts (screen_id) WHERE ended_at IS NULL;
CREATE INDEX till_shifts_of_screen ON till_shifts (screen_id, shift_id);

-- Which refunds were asked for at a till, and when.
CREATE TABLE till_refunds (
  refund_id TEXT NOT NULL PRIMARY KEY REFERENCES refunds (refund_id),
  screen_id TEXT NOT NULL REFERENCES screens (screen_id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX till_refunds_by_time ON till_refunds (screen_id, at, refund_id);

-- A till's sales: all it needs for a sum.
CREATE INDEX orders_sold_at_tills ON orders (merchant_no, ended_at, order_id, amount)
  WHERE state = 'paid' AND link_id IS NULL;

-- The audit chain has what was done at tills too.
DROP INDEX events_audited_by;
DROP INDEX events_audited_type;
DROP INDEX events_audited_at;
CREATE INDEX events_audited_by ON events (by, seq) WHERE substr(by, 1, 2) IN ('st', 'op', 'ti');
CREATE INDEX events_audited_type ON events (type, seq) WHERE substr(by, 1, 2) IN ('st', 'op', 'ti');
CREATE INDEX events_audited_at ON events (at) WHERE substr(by, 1, 2) IN ('st', 'op', 'ti');

-- A colour and a logo, as JSON; null where a merchant number has neither. Pages load it with the merchant's row.
ALTER TABLE merchants ADD COLUMN brand TEXT;

-- Cleaned before they are stored, and found by the digest of what is stored.
CREATE TABLE logos (
  digest TEXT NOT NULL,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  type TEXT NOT NULL CHECK (type IN ('png', 'svg')),
  -- Base64.
  body TEXT NOT NULL CHECK (length(body) <= 43692),
  PRIMARY KEY (digest, merchant_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX logos_of_merchant ON logos (merchant_no);
