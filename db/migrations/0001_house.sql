-- Merchants, their keys, orders, payments, refunds, events, endpoints and deliveries.
CREATE TABLE merchants (
  merchant_no TEXT NOT NULL PRIMARY KEY,
  parent_no TEXT REFERENCES merchants (merchant_no),
  name TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  products TEXT NOT NULL,
  return_urls TEXT NOT NULL,
  clock_offset_ms INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT live_clock_is_true CHECK (mode = 'test' OR clock_offset_ms = 0)
) STRICT;
CREATE INDEX merchants_by_parent ON merchants (parent_no) WHERE parent_no IS NOT NULL;
CREATE INDEX merchants_with_own_clock ON merchants (merchant_no) WHERE clock_offset_ms <> 0;

CREATE TABLE secret_keys (
  digest TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  hint TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

CREATE TABLE merchant_keys (
  kid TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  alg TEXT NOT NULL,
  jwk TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'retired', 'revoked')),
  not_before INTEGER NOT NULL,
  retire_at INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX merchant_keys_by_merchant ON merchant_keys (merchant_no, kid);
CREATE INDEX merchant_keys_to_retire ON merchant_keys (retire_at) WHERE state = 'active' AND retire_at IS NOT NULL;

-- A signed request's jti, once per merchant; kept for twice the window in which it could be replayed.
CREATE TABLE request_nonces (
  merchant_no TEXT NOT NULL,
  jti TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  CONSTRAINT nonce_once PRIMARY KEY (merchant_no, jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_nonces_by_time ON request_nonces (seen_at);

-- The audit log, the outbox and the lock. Guard columns hold facts of other subjects, read inside the write:
-- the name of the failing CHECK is the reason.
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  subject_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  event_id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  sequence INTEGER,
  at INTEGER NOT NULL,
  data TEXT NOT NULL,
  g_order_open INTEGER NOT NULL DEFAULT 1 CONSTRAINT order_open CHECK (g_order_open = 1),
  CONSTRAINT subject_version UNIQUE (subject_id, version)
) STRICT;
CREATE UNIQUE INDEX events_sequence ON events (subject_id, sequence) WHERE sequence IS NOT NULL;
CREATE INDEX events_for_merchant ON events (merchant_no, seq) WHERE sequence IS NOT NULL;
CREATE INDEX events_for_merchant_by_type ON events (merchant_no, type, seq) WHERE sequence IS NOT NULL;
CREATE INDEX events_to_tell ON events (seq) WHERE sequence IS NOT NULL;

CREATE TABLE orders (
  order_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  merchant_order_no TEXT NOT NULL,
  settle_merchant_no TEXT,
  amount INTEGER NOT NULL CHECK (amount > 0),
  subject TEXT NOT NULL,
  metadata TEXT NOT NULL,
  return_url TEXT,
  expires_in_ms INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'closed', 'expired')),
  ended_at INTEGER,
  settled_payment_id TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT order_no_once UNIQUE (merchant_no, merchant_order_no),
  CONSTRAINT paid_has_payment CHECK ((state = 'paid') = (settled_payment_id IS NOT NULL)),
  CONSTRAINT ended_has_time CHECK ((state = 'open') = (ended_at IS NULL))
) STRICT;
CREATE INDEX orders_of_merchant ON orders (merchant_no, order_id);
CREATE INDEX orders_to_expire ON orders (expires_at) WHERE state = 'open';
CREATE INDEX orders_to_expire_by_merchant ON orders (merchant_no, expires_at) WHERE state = 'open';

CREATE TABLE payments (
  payment_id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (order_id),
  merchant_no TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  method TEXT NOT NULL,
  flow TEXT NOT NULL,
  channel TEXT NOT NULL,
  channel_order_no TEXT NOT NULL UNIQUE,
  device TEXT,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('processing', 'succeeded', 'failed')),
  sent_at INTEGER NOT NULL,
  query_after INTEGER,
  queries INTEGER NOT NULL DEFAULT 0,
  launch TEXT,
  ended_at INTEGER,
  failure TEXT,
  settles INTEGER NOT NULL DEFAULT 0 CHECK (settles IN (0, 1)),
  channel_txn_no TEXT,
  card_type TEXT,
  card_last_four TEXT,
  refund_reserved INTEGER NOT NULL DEFAULT 0,
  refunded INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  CONSTRAINT refund_within_paid CHECK (
    refunded >= 0 AND refunded <= refund_reserved AND refund_reserved <= amount
    AND (refund_reserved = 0 OR state = 'succeeded')
  )
) STRICT;
CREATE INDEX payments_of_order ON payments (order_id, payment_id);
-- An order is settled by one payment, and no second attempt starts while one is unclear.
CREATE UNIQUE INDEX payments_one_settles ON payments (order_id) WHERE settles = 1;
CREATE UNIQUE INDEX payments_one_in_flight ON payments (order_id) WHERE state = 'processing';
CREATE INDEX payments_to_query ON payments (query_after) WHERE state = 'processing' AND query_after IS NOT NULL;

CREATE TABLE refunds (
  refund_id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (order_id),
  payment_id TEXT NOT NULL REFERENCES payments (payment_id),
  merchant_no TEXT NOT NULL,
  merchant_refund_no TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  reason TEXT,
  cause TEXT NOT NULL CHECK (cause IN ('merchant', 'late_payment')),
  channel TEXT NOT NULL,
  channel_order_no TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'processing', 'succeeded', 'failed')),
  sent_at INTEGER,
  query_after INTEGER,
  queries INTEGER NOT NULL DEFAULT 0,
  ended_at INTEGER,
  failure TEXT,
  channel_txn_no TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT refund_no_once UNIQUE (merchant_no, merchant_refund_no)
) STRICT;
CREATE INDEX refunds_of_order ON refunds (order_id, refund_id);
CREATE INDEX refunds_to_send ON refunds (refund_id) WHERE state = 'requested';
CREATE INDEX refunds_to_query ON refunds (query_after) WHERE state = 'processing' AND query_after IS NOT NULL;

CREATE TABLE endpoints (
  endpoint_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  url TEXT NOT NULL,
  event_types TEXT NOT NULL,
  merchant_nos TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('enabled', 'disabled', 'deleted')),
  failing_since INTEGER,
  failures_in_row INTEGER NOT NULL DEFAULT 0,
  disabled_reason TEXT,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX endpoints_of_merchant ON endpoints (merchant_no, endpoint_id) WHERE state <> 'deleted';

CREATE TABLE endpoint_secrets (
  endpoint_id TEXT NOT NULL REFERENCES endpoints (endpoint_id),
  number INTEGER NOT NULL,
  sealed_secret TEXT NOT NULL,
  sealed_private_key TEXT NOT NULL,
  public_key TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (endpoint_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  delivery_id TEXT NOT NULL PRIMARY KEY,
  event_seq INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  endpoint_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'exhausted', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  replay INTEGER NOT NULL DEFAULT 0 CHECK (replay IN (0, 1)),
  next_attempt_at INTEGER,
  leased_until INTEGER NOT NULL DEFAULT 0,
  lease TEXT,
  last_status INTEGER,
  last_answer TEXT,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  CONSTRAINT once_per_endpoint UNIQUE (event_id, endpoint_id)
) STRICT;
-- A due delivery without a next attempt waits for an earlier one of its endpoint and subject.
CREATE INDEX deliveries_ready ON deliveries (endpoint_id, next_attempt_at, event_seq)
  WHERE state = 'due' AND next_attempt_at IS NOT NULL;
CREATE INDEX deliveries_lane ON deliveries (endpoint_id, subject_id, event_seq) WHERE state = 'due';

CREATE TABLE delivery_attempts (
  delivery_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  took_ms INTEGER NOT NULL,
  status INTEGER,
  answer TEXT,
  error TEXT,
  PRIMARY KEY (delivery_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cursors (
  name TEXT NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who runs which job now, so that two processes never run one at once.
CREATE TABLE jobs (
  name TEXT NOT NULL PRIMARY KEY,
  leased_until INTEGER NOT NULL,
  lease TEXT NOT NULL,
  ran_at INTEGER,
  -- Somebody asked while it ran: it runs once more before the lease is given back.
  wanted INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE canary (
  name TEXT NOT NULL PRIMARY KEY,
  written_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
