-- By whom a channel knows that a number may charge the cards that are bound (trId); null: it binds none.
ALTER TABLE connections ADD COLUMN token_requestor TEXT;

-- A consumer's card that a channel charges by a token, each payment with a code of its own. The number of the card stays
-- with the channel.
CREATE TABLE card_bindings (
  binding_id TEXT NOT NULL PRIMARY KEY,
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  -- At whose checkout it was opened, and by whose connection the channel is asked about it.
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  channel TEXT NOT NULL,
  channel_order_no TEXT NOT NULL UNIQUE,
  requestor TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('opening', 'bound', 'failed', 'deleting', 'ended')),
  ask_after INTEGER,
  asks INTEGER NOT NULL,
  sealed_token TEXT,
  token_ends_at INTEGER,
  last_four TEXT CHECK (last_four IS NULL OR last_four GLOB '[0-9][0-9][0-9][0-9]'),
  issuer TEXT,
  card_type TEXT,
  bound_at INTEGER,
  ended_at INTEGER,
  ended_by TEXT CHECK (ended_by IN ('consumer', 'channel')),
  version INTEGER NOT NULL,
  CONSTRAINT token_while_it_can_be_charged CHECK ((sealed_token IS NOT NULL) = (state IN ('bound', 'deleting'))),
  CONSTRAINT asked_while_unclear CHECK ((ask_after IS NOT NULL) = (state IN ('opening', 'deleting'))),
  CONSTRAINT ended_once CHECK ((ended_at IS NOT NULL) = (state IN ('failed', 'ended')))
) STRICT;
CREATE INDEX card_bindings_of_consumer ON card_bindings (consumer_id, binding_id)
  WHERE state IN ('opening', 'bound', 'deleting');
CREATE INDEX card_bindings_to_ask ON card_bindings (ask_after) WHERE ask_after IS NOT NULL;
