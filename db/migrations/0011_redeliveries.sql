-- A redelivery is a delivery of its own: the same event once more to the same endpoint, as round 2, 3 … The first
-- round keeps the order of its subject; those after it keep an order of their own. A range that is sent again gives way
-- to everything else, which is what `late` is for.
CREATE TABLE deliveries_by_round (
  delivery_id TEXT NOT NULL PRIMARY KEY,
  event_seq INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  endpoint_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  round INTEGER NOT NULL DEFAULT 1,
  trigger TEXT NOT NULL DEFAULT 'automatic' CHECK (trigger IN ('automatic', 'manual', 'range')),
  -- The first of its event and endpoint.
  original_id TEXT,
  -- The range it belongs to.
  redelivery_id TEXT,
  late INTEGER NOT NULL GENERATED ALWAYS AS (trigger = 'range') VIRTUAL,
  state TEXT NOT NULL CHECK (state IN ('due', 'delivered', 'exhausted', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER,
  leased_until INTEGER NOT NULL DEFAULT 0,
  lease TEXT,
  last_status INTEGER,
  last_answer TEXT,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  CONSTRAINT first_has_no_original CHECK ((round = 1) = (original_id IS NULL)),
  CONSTRAINT range_is_named CHECK ((trigger = 'range') = (redelivery_id IS NOT NULL)),
  CONSTRAINT once_per_round UNIQUE (endpoint_id, event_seq, round)
) STRICT;
INSERT INTO deliveries_by_round (
    delivery_id, event_seq, event_id, endpoint_id, merchant_no, subject_id, state, attempts, next_attempt_at,
    leased_until, lease, last_status, last_answer, last_error, created_at
  )
  SELECT delivery_id, event_seq, event_id, endpoint_id, merchant_no, subject_id, state, attempts, next_attempt_at,
    leased_until, lease, last_status, last_answer, last_error, created_at
  FROM deliveries ORDER BY rowid;
DROP TABLE deliveries;
ALTER TABLE deliveries_by_round RENAME TO deliveries;
-- A due delivery without a next attempt waits for an earlier one of its endpoint and subject.
CREATE INDEX deliveries_ready ON deliveries (endpoint_id, late, next_attempt_at, event_seq)
  WHERE state = 'due' AND next_attempt_at IS NOT NULL;
CREATE INDEX deliveries_lane ON deliveries (endpoint_id, subject_id, event_seq) WHERE state = 'due';
CREATE INDEX deliveries_exhausted ON deliveries (created_at) WHERE state = 'exhausted';
CREATE INDEX deliveries_of_range ON deliveries (redelivery_id, state, attempts) WHERE redelivery_id IS NOT NULL;
-- Also of endpoints that are gone: their deliveries stay readable.
CREATE INDEX endpoints_ever_of_merchant ON endpoints (merchant_no, endpoint_id);

-- What was sent and answered, for a month; the body is the event's and is made again from it.
CREATE TABLE attempts_in_full (
  seq INTEGER PRIMARY KEY,
  delivery_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  merchant_no TEXT NOT NULL,
  endpoint_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  -- What it made of the delivery.
  state TEXT NOT NULL CHECK (state IN ('delivered', 'due', 'exhausted')),
  at INTEGER NOT NULL,
  took_ms INTEGER NOT NULL,
  next_attempt_at INTEGER,
  status INTEGER,
  answer TEXT,
  error TEXT,
  -- JSON objects by header name.
  sent_headers TEXT,
  answer_headers TEXT,
  -- How much of a body came, of which `answer` is the beginning.
  answer_bytes INTEGER,
  CONSTRAINT number_once UNIQUE (delivery_id, number)
) STRICT;
INSERT INTO attempts_in_full (
    delivery_id, number, merchant_no, endpoint_id, event_type, state, at, took_ms, status, answer, error
  )
  SELECT a.delivery_id, a.number, d.merchant_no, d.endpoint_id, e.type,
    CASE WHEN a.status BETWEEN 200 AND 299 THEN 'delivered'
      WHEN d.state = 'exhausted' AND a.number = d.attempts THEN 'exhausted' ELSE 'due' END,
    a.at, a.took_ms, a.status, a.answer, a.error
  FROM delivery_attempts a
  JOIN deliveries d ON d.delivery_id = a.delivery_id
  JOIN events e ON e.seq = d.event_seq
  ORDER BY a.at;
DROP TABLE delivery_attempts;
ALTER TABLE attempts_in_full RENAME TO delivery_attempts;
CREATE INDEX attempts_listed ON delivery_attempts (merchant_no);
CREATE INDEX attempts_by_time ON delivery_attempts (merchant_no, at);
CREATE INDEX attempts_by_outcome ON delivery_attempts (merchant_no, (state <> 'delivered'));
CREATE INDEX attempts_of_endpoint ON delivery_attempts (endpoint_id);

-- A range of an endpoint's events that is sent again, as a job.
CREATE TABLE redeliveries (
  redelivery_id TEXT NOT NULL PRIMARY KEY,
  endpoint_id TEXT NOT NULL REFERENCES endpoints (endpoint_id),
  merchant_no TEXT NOT NULL,
  -- Whose events, and how they ended.
  event_types TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('failed', 'all')),
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'stopped')),
  -- Every event up to here was looked at; the last one that is.
  past_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  made INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  version INTEGER NOT NULL,
  CONSTRAINT ended_when_over CHECK ((state = 'running') = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX redeliveries_running ON redeliveries (endpoint_id) WHERE state = 'running';
CREATE INDEX redeliveries_of_merchant ON redeliveries (merchant_no, redelivery_id);
