-- What shows whether the portal and its channels are well, and who is told when they are not.

-- When the job last ended well, by the database's clock; at first when it was first claimed.
ALTER TABLE jobs ADD COLUMN finished_at INTEGER;

-- What asking about payments, refunds and deductions says of a channel.
CREATE TABLE channel_answers (
  channel TEXT NOT NULL PRIMARY KEY,
  answered_at INTEGER,
  -- Since when no question was answered; null once one is.
  silent_since INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX poll_guards_blocked ON poll_guards (blocked_until) WHERE blocked_until > 0;
CREATE INDEX deliveries_exhausted ON deliveries (created_at) WHERE state = 'exhausted';

-- Something that is not well. It is noticed, told once if it lasts, and told again only after it was well in between.
CREATE TABLE alarms (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  merchant_no TEXT,
  state TEXT NOT NULL CHECK (state IN ('noticed', 'raised', 'well')),
  noticed_at INTEGER NOT NULL,
  -- How often it was raised or ended: the history of its events.
  version INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX alarms_open ON alarms (noticed_at) WHERE state <> 'well';

-- Everybody is told of what is new until they choose otherwise; a role that may not see it is never mailed.
UPDATE staff SET alerts = json_insert(alerts, '$[#]', 'key_ends');
UPDATE staff SET alerts = json_insert(
  alerts, '$[#]', 'channel_silent', '$[#]', 'job_dead', '$[#]', 'head_unpublished'
) WHERE merchant_no IS NULL;

-- The audit chain by who and by what; actors whose acts it holds are `staff:…` and `operator…`.
CREATE INDEX events_audited_by ON events (by, seq) WHERE substr(by, 1, 2) IN ('st', 'op');
CREATE INDEX events_audited_type ON events (type, seq) WHERE substr(by, 1, 2) IN ('st', 'op');
CREATE INDEX events_audited_at ON events (at) WHERE substr(by, 1, 2) IN ('st', 'op');
-- Those who left included: what they did stays.
CREATE INDEX staff_by_merchant ON staff (merchant_no, staff_id);

-- Who runs the portal, as it says so itself: one row, once it was set.
CREATE TABLE institution (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = 'institution'),
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  licence TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every version stays: somebody agreed to it.
CREATE TABLE legal_texts (
  kind TEXT NOT NULL CHECK (kind IN ('terms', 'privacy')),
  version INTEGER NOT NULL,
  -- In Asia/Shanghai.
  first_day TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (kind, version)
) STRICT;
