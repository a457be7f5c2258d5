-- Merchants, and how they sign.

CREATE TABLE merchants (
  merchant_no TEXT NOT NULL PRIMARY KEY,
  parent_no TEXT REFERENCES merchants (merchant_no),
  app_id TEXT NOT NULL,
  shares_contracts INTEGER NOT NULL,
  name TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  products TEXT NOT NULL,
  return_urls TEXT NOT NULL,
  embed_origins TEXT NOT NULL,
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
-- One key has one registration: a revoked one leaves no twin that signs on.
CREATE UNIQUE INDEX merchant_keys_once ON merchant_keys (merchant_no, jwk);
CREATE INDEX merchant_keys_to_retire ON merchant_keys (retire_at) WHERE state = 'active' AND retire_at IS NOT NULL;

-- A signed request's jti, once per merchant; kept for twice the window in which it could be replayed.
CREATE TABLE request_nonces (
  merchant_no TEXT NOT NULL,
  jti TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  CONSTRAINT nonce_once PRIMARY KEY (merchant_no, jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_nonces_by_time ON request_nonces (seen_at);

-- What happened.

-- The audit log, the outbox and the lock: of two writers who move the same history on, one finds its version taken.
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  subject_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  event_id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  -- Null for what concerns no merchant.
  merchant_no TEXT,
  -- Counts what merchants are told of the subject; null for everything else.
  sequence INTEGER,
  at INTEGER NOT NULL,
  -- Who made it happen, e.g. `consumer:con_…`, `key:…`, `operator`, `channel:…`, `clock`.
  by TEXT NOT NULL,
  data TEXT NOT NULL,
  -- Of orders, payments and refunds: what the step wrote of the row, as JSON by column, and the SHA-256 over the event,
  -- that JSON and the hash of the step before. The row keeps the last hash.
  written TEXT,
  chain TEXT,
  CONSTRAINT chained_with_row CHECK ((written IS NULL) = (chain IS NULL)),
  CONSTRAINT subject_version UNIQUE (subject_id, version),
  CONSTRAINT told_to_a_merchant CHECK (sequence IS NULL OR merchant_no IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX events_sequence ON events (subject_id, sequence) WHERE sequence IS NOT NULL;
CREATE INDEX events_for_merchant ON events (merchant_no, seq) WHERE sequence IS NOT NULL;
CREATE INDEX events_for_merchant_by_type ON events (merchant_no, type, seq) WHERE sequence IS NOT NULL;
CREATE INDEX events_to_tell ON events (seq) WHERE sequence IS NOT NULL;

-- Never has a row: a unit inserts 0 where a fact that it needs does not hold, and is refused.
CREATE TABLE guards (
  holds INTEGER NOT NULL CONSTRAINT guard_holds CHECK (holds = 1)
) STRICT;

-- Money that a consumer is asked for once.

CREATE TABLE links (
  link_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  subject TEXT NOT NULL,
  amount INTEGER CHECK (amount > 0),
  state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX links_of_merchant ON links (merchant_no);

CREATE TABLE orders (
  order_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  merchant_order_no TEXT NOT NULL,
  settle_merchant_no TEXT,
  amount INTEGER NOT NULL CHECK (amount > 0),
  subject TEXT NOT NULL,
  metadata TEXT NOT NULL,
  return_url TEXT,
  link_id TEXT REFERENCES links (link_id),
  expires_in_ms INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'closed', 'expired')),
  ended_at INTEGER,
  settled_payment_id TEXT,
  version INTEGER NOT NULL,
  chain TEXT NOT NULL,
  CONSTRAINT order_no_once UNIQUE (merchant_no, merchant_order_no),
  CONSTRAINT paid_has_payment CHECK ((state = 'paid') = (settled_payment_id IS NOT NULL)),
  CONSTRAINT ended_has_time CHECK ((state = 'open') = (ended_at IS NULL))
) STRICT;
-- A till shows the newest that no link opened: the index tells without a look at the rows.
CREATE INDEX orders_of_merchant ON orders (merchant_no, order_id, link_id);
-- Lists are in the order of the commits, that is of rowid, which every index ends with.
CREATE INDEX orders_listed ON orders (merchant_no);
CREATE INDEX orders_by_state ON orders (merchant_no, state);
CREATE INDEX orders_by_time ON orders (merchant_no, created_at);
CREATE INDEX orders_of_link ON orders (link_id) WHERE link_id IS NOT NULL;
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
  -- Which counter of limit_days it counts against, as JSON: given back when it fails.
  counts_against TEXT,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('processing', 'succeeded', 'failed')),
  sent_at INTEGER NOT NULL,
  query_after INTEGER,
  queries INTEGER NOT NULL DEFAULT 0,
  queries_ended_at INTEGER
    CONSTRAINT queries_ended_while_processing CHECK (queries_ended_at IS NULL OR state = 'processing'),
  launch TEXT,
  ended_at INTEGER,
  failure TEXT,
  settles INTEGER NOT NULL DEFAULT 0 CHECK (settles IN (0, 1)),
  channel_txn_no TEXT,
  card_type TEXT,
  card_last_four TEXT,
  -- Of a static code, once the channel has named the card: which counter of limit_days, as JSON. Settled, it counts
  -- there; not settled, it would have passed over it.
  card_day TEXT,
  refund_reserved INTEGER NOT NULL DEFAULT 0,
  refunded INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  chain TEXT NOT NULL,
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

-- What an account or a card paid over a day in a tier, at all merchants of a mode or at one number: scope says which.
-- The CHECK refuses an overspend, whoever asks.
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

CREATE TABLE refunds (
  refund_id TEXT NOT NULL PRIMARY KEY,
  -- What it gives back: an order's payment, or a deduction.
  order_id TEXT REFERENCES orders (order_id),
  payment_id TEXT REFERENCES payments (payment_id),
  deduction_id TEXT REFERENCES deductions (deduction_id),
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
  queries_ended_at INTEGER
    CONSTRAINT queries_ended_while_processing CHECK (queries_ended_at IS NULL OR state = 'processing'),
  ended_at INTEGER,
  failure TEXT,
  channel_txn_no TEXT,
  version INTEGER NOT NULL,
  chain TEXT NOT NULL,
  CONSTRAINT refund_no_once UNIQUE (merchant_no, merchant_refund_no),
  CONSTRAINT refund_of_one CHECK (
    (order_id IS NULL) = (payment_id IS NULL) AND (order_id IS NULL) <> (deduction_id IS NULL)
  )
) STRICT;
CREATE INDEX refunds_of_order ON refunds (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX refunds_of_deduction ON refunds (deduction_id) WHERE deduction_id IS NOT NULL;
CREATE INDEX refunds_listed ON refunds (merchant_no);
CREATE INDEX refunds_by_state ON refunds (merchant_no, state);
CREATE INDEX refunds_by_time ON refunds (merchant_no, created_at);
CREATE INDEX refunds_to_send ON refunds (refund_id) WHERE state = 'requested';
CREATE INDEX refunds_to_query ON refunds (query_after) WHERE state = 'processing' AND query_after IS NOT NULL;

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

-- Contracts, and the consumers behind them.

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
  -- How long a contract lasts; null = until it is ended.
  contract_days INTEGER CONSTRAINT contract_days_whole CHECK (contract_days BETWEEN 1 AND 3650),
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
-- The same form, while it waits for a decision, is one application: also when it comes twice at once.
CREATE UNIQUE INDEX plans_waiting_once ON plans (
  merchant_no, request, iif(request = 'change', plan_id, ''), kind, short_name, title, package_text,
  per_transaction_limit, per_day_limit, coalesce(contract_days, 0), requires_credit_card, verify_phone,
  verify_id_number, coalesce(network_advance_reason, ''), fixed_merchant_nos,
  coalesce(no_fixed_merchant_reason, ''), coalesce(unsign_notice_url, '')
) WHERE state = 'submitted';

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

-- What was tried how often in the window that runs, by whom or at what: the CHECK refuses one try too many in the write
-- itself, whichever process counts it.
CREATE TABLE budgets (
  name TEXT NOT NULL,
  subject TEXT NOT NULL,
  used INTEGER NOT NULL CHECK (used >= 0),
  cap INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  PRIMARY KEY (name, subject),
  CONSTRAINT within_budget CHECK (used <= cap)
) STRICT, WITHOUT ROWID;
CREATE INDEX budgets_by_end ON budgets (ends_at);

CREATE TABLE signings (
  signing_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  app_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  plan_version INTEGER NOT NULL,
  contract_code TEXT NOT NULL,
  user_id TEXT,
  return_url TEXT,
  -- Opens the page inside the channel's app; null where the channel has none.
  app_url TEXT,
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
  CONSTRAINT signed_has_contract CHECK ((state = 'signed') = (contract_id IS NOT NULL))
) STRICT;
-- A person has one plan at the channel at a time, whatever links they opened.
CREATE UNIQUE INDEX signings_confirming_once ON signings (consumer_id, app_id, plan_id)
  WHERE state = 'confirming';
-- Asking again under the same contract code while it is open gives the same signing.
CREATE UNIQUE INDEX signings_open_code ON signings (merchant_no, contract_code)
  WHERE state IN ('open', 'confirming');
CREATE INDEX signings_listed ON signings (merchant_no);
CREATE INDEX signings_by_code ON signings (merchant_no, contract_code);
CREATE INDEX signings_by_plan ON signings (merchant_no, plan_id);
CREATE INDEX signings_by_time ON signings (merchant_no, created_at);
-- By the state that merchants see.
CREATE INDEX signings_by_state ON signings (merchant_no, iif(state = 'confirming', 'open', state));
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
  -- Children of the merchant number that the signed text named as those who may charge too.
  shared_with TEXT NOT NULL,
  channel TEXT NOT NULL,
  channel_contract_no TEXT NOT NULL,
  card_token TEXT NOT NULL,
  card_label TEXT NOT NULL,
  -- The language it was signed in.
  lang TEXT NOT NULL CHECK (lang IN ('zh', 'en')),
  signed_at INTEGER NOT NULL,
  -- The midnight in Asia/Shanghai after the last day; null = until it is ended.
  expires_at INTEGER,
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
CREATE INDEX contracts_listed ON contracts (merchant_no);
CREATE INDEX contracts_by_code ON contracts (merchant_no, contract_code);
CREATE INDEX contracts_by_plan ON contracts (merchant_no, plan_id);
CREATE INDEX contracts_by_state ON contracts (merchant_no, state);
CREATE INDEX contracts_by_time ON contracts (merchant_no, signed_at);
CREATE INDEX contracts_of_consumer ON contracts (consumer_id, contract_id);
CREATE INDEX contracts_to_ask ON contracts (ask_after) WHERE state = 'terminating';
CREATE INDEX contracts_to_expire ON contracts (expires_at)
  WHERE expires_at IS NOT NULL AND state IN ('active', 'suspended');

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
  -- Since when nobody asks the channel any more; only what is still unclear has it.
  queries_ended_at INTEGER,
  next_poll_at INTEGER,
  ended_at INTEGER,
  refund_reserved INTEGER NOT NULL DEFAULT 0,
  refunded INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  CONSTRAINT refund_within_paid CHECK (
    refunded >= 0 AND refunded <= refund_reserved AND refund_reserved <= amount
    AND (refund_reserved = 0 OR state = 'succeeded')
  ),
  CONSTRAINT deduction_no_once UNIQUE (merchant_no, merchant_order_no),
  CONSTRAINT queries_ended_while_processing CHECK (queries_ended_at IS NULL OR state = 'processing')
) STRICT;
CREATE INDEX deductions_of_contract ON deductions (contract_id);
CREATE INDEX deductions_listed ON deductions (merchant_no);
CREATE INDEX deductions_by_state ON deductions (merchant_no, state);
CREATE INDEX deductions_by_time ON deductions (merchant_no, created_at);
CREATE INDEX deductions_to_send ON deductions (deduction_id) WHERE state = 'processing' AND sent_at IS NULL;
CREATE INDEX deductions_to_query ON deductions (query_after)
  WHERE state = 'processing' AND query_after IS NOT NULL;

-- A notice before a charge is recorded before its message goes out, and allows the charge once it was handed over.
CREATE TABLE deduction_notices (
  notice_id TEXT NOT NULL PRIMARY KEY,
  contract_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  amount INTEGER NOT NULL,
  subject TEXT NOT NULL,
  -- As the merchant asked; null = as soon as it may.
  charge_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('sending', 'sent')),
  recorded_at INTEGER NOT NULL,
  sent_at INTEGER,
  chargeable_from INTEGER,
  -- The one deduction it covers; a second claim is refused.
  used_by TEXT,
  uses INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  CONSTRAINT notice_covers_one CHECK (uses <= 1),
  CONSTRAINT only_a_sent_notice_covers CHECK (used_by IS NULL OR state = 'sent'),
  CONSTRAINT sent_notice_has_times CHECK (
    (state = 'sent') = (sent_at IS NOT NULL) AND (state = 'sent') = (chargeable_from IS NOT NULL)
  )
) STRICT;
CREATE INDEX deduction_notices_unused ON deduction_notices (contract_id, chargeable_from)
  WHERE used_by IS NULL AND state = 'sent';
CREATE INDEX deduction_notices_of_contract ON deduction_notices (contract_id, recorded_at);
-- The same asked for again, also at once, is the same message.
CREATE UNIQUE INDEX deduction_notices_sending ON deduction_notices (
  contract_id, merchant_no, amount, subject, ifnull(charge_at, 0)
) WHERE state = 'sending';

-- Messages that consumers are owed: a contract was signed, it has ended, and, if they asked, it was charged. One is
-- marked only after it was handed over, so it may go out again: always under the same id.
CREATE TABLE messages (
  message_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('charged', 'signed', 'ended')),
  contract_id TEXT NOT NULL REFERENCES contracts (contract_id),
  deduction_id TEXT REFERENCES deductions (deduction_id),
  -- To be sent from then on, also while somebody sends it; null = told, or given up.
  due_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  told_at INTEGER,
  CONSTRAINT charge_has_deduction CHECK ((kind = 'charged') = (deduction_id IS NOT NULL)),
  CONSTRAINT told_is_not_due CHECK (told_at IS NULL OR due_at IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_due ON messages (due_at) WHERE due_at IS NOT NULL;

-- How a merchant hammers one id: counted, refused for a while, blocked for a while. 0 = not yet, not now.
CREATE TABLE poll_guards (
  subject_id TEXT NOT NULL PRIMARY KEY,
  early INTEGER NOT NULL,
  next_poll_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Webhooks.

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

-- The portal itself.

-- The key of the digests by which things are looked up, sealed: it stays the same when the secrets rotate.
CREATE TABLE lookup_keys (
  name TEXT NOT NULL PRIMARY KEY,
  sealed TEXT NOT NULL
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
