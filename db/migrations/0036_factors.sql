-- What a consumer pays with beside a code: a PIN, and what shows in a session that they are still there.

-- A keyed digest of a stretched one, which takes the person's own id in: it opens nothing in another row.
CREATE TABLE payment_pins (
  consumer_id TEXT NOT NULL PRIMARY KEY REFERENCES consumers (consumer_id),
  digest TEXT NOT NULL,
  salt TEXT NOT NULL,
  rounds INTEGER NOT NULL CHECK (rounds > 0),
  set_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- By which factor, when, what for and about what exactly: all four or none.
ALTER TABLE consumer_sessions ADD COLUMN stepped_up_by TEXT;
ALTER TABLE consumer_sessions ADD COLUMN stepped_up_at INTEGER;
ALTER TABLE consumer_sessions ADD COLUMN stepped_up_for TEXT;
ALTER TABLE consumer_sessions ADD COLUMN stepped_up_digest TEXT
  CHECK ((stepped_up_by IS NULL) = (stepped_up_digest IS NULL) AND (stepped_up_at IS NULL) = (stepped_up_digest IS NULL)
    AND (stepped_up_for IS NULL) = (stepped_up_digest IS NULL));

-- Of a challenge that is the digest of a text: the text, as it was shown.
ALTER TABLE passkey_challenges ADD COLUMN text TEXT;

-- What people have signed with a passkey, whole: with the public key in it, it verifies without us.
CREATE TABLE passkey_signatures (
  signature_id TEXT NOT NULL PRIMARY KEY,
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  -- The order or the signing.
  subject_id TEXT NOT NULL,
  text TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  client_data TEXT NOT NULL,
  authenticator_data TEXT NOT NULL,
  signature TEXT NOT NULL,
  rp_id TEXT NOT NULL,
  signed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX passkey_signatures_by_subject ON passkey_signatures (subject_id, signature_id);
