-- The number itself, sealed, of a phone that opens an account: its holder is told what happens there.
ALTER TABLE identities ADD COLUMN sealed_phone TEXT;

-- What a person is told about their account, by SMS to each of their phones and in the wallet.
CREATE TABLE account_messages (
  message_id TEXT NOT NULL PRIMARY KEY,
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  kind TEXT NOT NULL,
  facts TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- A phone that is not theirs any more is told once.
  sealed_phone TEXT,
  -- To be sent from then on, also while somebody sends it; null = told, or given up.
  due_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  told_at INTEGER,
  CONSTRAINT account_told_is_not_due CHECK (told_at IS NULL OR due_at IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_messages_due ON account_messages (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX account_messages_of_person ON account_messages (consumer_id, at);

-- The language somebody last used while they were signed in: what they are told is in it.
CREATE TABLE consumer_languages (
  consumer_id TEXT NOT NULL PRIMARY KEY REFERENCES consumers (consumer_id),
  lang TEXT NOT NULL CHECK (lang IN ('zh', 'en'))
) STRICT, WITHOUT ROWID;

-- Somebody who has lost their way in: after a day of waiting, what opened the account opens it no more.
CREATE TABLE recoveries (
  recovery_id TEXT NOT NULL PRIMARY KEY,
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'cancelled')),
  asked_at INTEGER NOT NULL,
  done_from INTEGER NOT NULL,
  -- The phone that takes the place of the lost one, and its digest; null = the phone stays.
  new_phone_digest TEXT,
  sealed_new_phone TEXT,
  ended_at INTEGER,
  ended_by TEXT,
  -- Until then less may be paid.
  lowered_until INTEGER,
  CONSTRAINT recovery_ended CHECK ((state = 'waiting') = (ended_at IS NULL)),
  CONSTRAINT recovery_lowers CHECK ((state = 'done') = (lowered_until IS NOT NULL)),
  CONSTRAINT recovery_waits_a_day CHECK (state <> 'done' OR ended_at >= done_from)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX recovery_waits_once ON recoveries (consumer_id) WHERE state = 'waiting';
CREATE INDEX recoveries_waiting ON recoveries (done_from) WHERE state = 'waiting';
CREATE INDEX recoveries_of_person ON recoveries (consumer_id, asked_at);

-- Somebody who wants to be forgotten: first everything that is open ends, then what identifies them is gone.
CREATE TABLE erasures (
  consumer_id TEXT NOT NULL PRIMARY KEY REFERENCES consumers (consumer_id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'erased', 'cancelled')),
  asked_at INTEGER NOT NULL,
  look_after INTEGER,
  ended_at INTEGER,
  CONSTRAINT erasure_ended CHECK ((state = 'waiting') = (ended_at IS NULL)),
  CONSTRAINT erasure_looks CHECK ((state = 'waiting') = (look_after IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX erasures_waiting ON erasures (look_after) WHERE state = 'waiting';
