-- One person is known by several identities. A person's row no longer says which channel it came from; it is made anew
-- because a column of a UNIQUE constraint cannot be dropped, and what refers to it is checked again at the commit.
PRAGMA defer_foreign_keys = on;

CREATE TABLE consumers_before AS SELECT * FROM consumers;
DROP TABLE consumers;
CREATE TABLE consumers (
  consumer_id TEXT NOT NULL PRIMARY KEY,
  sealed_name TEXT NOT NULL,
  sealed_phone TEXT NOT NULL,
  sealed_id_number TEXT NOT NULL,
  -- Null: older than digests, until a job has made them.
  phone_digest TEXT,
  id_number_digest TEXT CHECK ((phone_digest IS NULL) = (id_number_digest IS NULL)),
  tell_after_charge INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
INSERT INTO consumers SELECT consumer_id, sealed_name, sealed_phone, sealed_id_number, phone_digest, id_number_digest,
  tell_after_charge, created_at, version FROM consumers_before;
CREATE INDEX consumers_without_digests ON consumers (consumer_id) WHERE phone_digest IS NULL;
CREATE INDEX consumers_by_phone ON consumers (phone_digest) WHERE phone_digest IS NOT NULL;
CREATE INDEX consumers_by_id_number ON consumers (id_number_digest) WHERE id_number_digest IS NOT NULL;

-- By whom and as what a person is known: a channel's user, a phone as a keyed digest. One per issuer and person.
CREATE TABLE identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject),
  CONSTRAINT identity_of_issuer_once UNIQUE (consumer_id, issuer)
) STRICT, WITHOUT ROWID;
INSERT INTO identities SELECT channel, channel_user_id, consumer_id, created_at FROM consumers_before;

-- What was agreed to while a channel is asked says which channel that is.
UPDATE signings SET agreement = json_set(agreement, '$.channel',
  (SELECT channel FROM consumers_before c WHERE c.consumer_id = signings.consumer_id)) WHERE agreement IS NOT NULL;

-- A session has a name for people, says how it began and in which browser. Those that are open stay open.
CREATE TABLE consumer_sessions_before AS
  SELECT s.*, c.channel FROM consumer_sessions s JOIN consumers_before c USING (consumer_id);
DROP TABLE consumer_sessions;
CREATE TABLE consumer_sessions (
  token_digest TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE,
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  -- How it was proved who is there: the issuer of an identity.
  proof TEXT NOT NULL,
  client TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO consumer_sessions SELECT token_digest, 'ses_0' || substr(hex(randomblob(13)), 1, 25), consumer_id, channel,
  '?', created_at, seen_at, expires_at FROM consumer_sessions_before;
CREATE INDEX consumer_sessions_by_end ON consumer_sessions (expires_at);
CREATE INDEX consumer_sessions_by_consumer ON consumer_sessions (consumer_id, created_at);
DROP TABLE consumer_sessions_before;
DROP TABLE consumers_before;
