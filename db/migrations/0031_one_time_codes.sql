-- Codes on their way to a phone, each good for one thing, several at a time; only a keyed digest of code and thing is kept.
CREATE TABLE one_time_codes (
  digest TEXT NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX one_time_codes_by_subject ON one_time_codes (subject, sent_at);
CREATE INDEX one_time_codes_by_end ON one_time_codes (expires_at);
