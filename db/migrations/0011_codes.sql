-- Links and printed codes, dynamic codes, shop screens, and where a checkout may be framed.
ALTER TABLE merchants ADD COLUMN embed_origins TEXT NOT NULL DEFAULT '[]';

CREATE TABLE links (
  link_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  subject TEXT NOT NULL,
  amount INTEGER CHECK (amount > 0),
  state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX links_of_merchant ON links (merchant_no, link_id);

ALTER TABLE orders ADD COLUMN link_id TEXT REFERENCES links (link_id);
ALTER TABLE events ADD COLUMN g_link_active INTEGER NOT NULL DEFAULT 1
  CONSTRAINT link_active CHECK (g_link_active = 1);
-- A till shows the newest that no link opened: the index tells without a look at the rows.
DROP INDEX orders_of_merchant;
CREATE INDEX orders_of_merchant ON orders (merchant_no, order_id, link_id);

-- Which counter of limit_days a payment counts against, as JSON: given back when it fails.
ALTER TABLE payments ADD COLUMN counts_against TEXT;

-- What an account paid over a day in a tier, at all merchants of a mode or at one number: scope says which. The CHECK
-- refuses an overspend, whoever asks.
CREATE TABLE limit_days (
  account TEXT NOT NULL,
  scope TEXT NOT NULL,
  day TEXT NOT NULL,
  tier TEXT NOT NULL CHECK (tier IN ('B', 'C', 'D')),
  spent INTEGER NOT NULL CHECK (spent >= 0),
  cap INTEGER NOT NULL,
  PRIMARY KEY (account, scope, day, tier),
  CONSTRAINT daily_limit CHECK (spent <= cap)
) STRICT, WITHOUT ROWID;

-- What a shop's screen shows for an order. The codes themselves follow from ref, the time and a secret, so that a
-- screen renews its code without a write.
CREATE TABLE dynamic_codes (
  code_id TEXT NOT NULL PRIMARY KEY,
  ref TEXT NOT NULL CONSTRAINT code_ref_once UNIQUE,
  order_id TEXT NOT NULL CONSTRAINT code_of_order_once UNIQUE REFERENCES orders (order_id),
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  opened_at INTEGER NOT NULL,
  claimed_rotation INTEGER,
  claimed_by TEXT,
  claimed_at INTEGER,
  released INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  CONSTRAINT claim_is_whole CHECK (
    (claimed_rotation IS NULL) = (claimed_by IS NULL) AND
    (claimed_rotation IS NULL) = (claimed_at IS NULL)
  )
) STRICT;

CREATE TABLE screens (
  screen_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pairing', 'paired', 'unpaired')),
  pairing_digest TEXT CONSTRAINT pairing_code_once UNIQUE,
  pairing_expires_at INTEGER,
  token_digest TEXT CONSTRAINT screen_token_once UNIQUE,
  paired_at INTEGER,
  after_order_id TEXT,
  unpaired_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX screens_of_merchant ON screens (merchant_no, screen_id) WHERE state <> 'unpaired';
