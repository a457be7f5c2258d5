-- Which versions of the terms and of the privacy text a person has agreed to, and when.
CREATE TABLE consumer_consents (
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  agreed_at INTEGER NOT NULL,
  PRIMARY KEY (consumer_id, kind, version),
  FOREIGN KEY (kind, version) REFERENCES legal_texts (kind, version)
) STRICT, WITHOUT ROWID;
