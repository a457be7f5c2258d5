CREATE TABLE consumer_passkeys (
  passkey_id TEXT NOT NULL PRIMARY KEY,
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  credential_id TEXT NOT NULL CONSTRAINT consumer_credential_once UNIQUE,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL CHECK (counter >= 0),
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX consumer_passkeys_by_owner ON consumer_passkeys (consumer_id, passkey_id);
