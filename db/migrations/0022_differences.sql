-- What a channel's file and what happened here do not agree on, as a case for people (docs/reconciliation.md).
CREATE TABLE differences (
  difference_id TEXT NOT NULL PRIMARY KEY,
  -- `{file_id}:{line_no}`, or the payment, refund or deduction that is in no file: one case for each.
  about TEXT NOT NULL CONSTRAINT difference_once UNIQUE,
  file_id TEXT,
  line_no INTEGER,
  subject_id TEXT,
  -- Of ours; null where the line names none that we know.
  merchant_no TEXT REFERENCES merchants (merchant_no),
  clearing_day TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('differing', 'missing_here', 'missing_there', 'overcorrected')),
  -- In which fields, as JSON.
  differs TEXT NOT NULL,
  -- What the channel says and what happened here, in fen: money that came is positive, money that went back negative.
  theirs INTEGER NOT NULL,
  ours INTEGER NOT NULL,
  -- What was corrected since, so that theirs = ours + corrected + what is left.
  corrected INTEGER NOT NULL,
  -- How often it was found to be another one: what is settled is what was seen.
  finding INTEGER NOT NULL CHECK (finding > 0),
  owner TEXT REFERENCES staff (staff_id),
  due_at INTEGER NOT NULL,
  found_at INTEGER NOT NULL,
  comments INTEGER NOT NULL CONSTRAINT difference_comments_at_most CHECK (comments BETWEEN 0 AND 100),
  state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'resolved')),
  ended_at INTEGER,
  -- How it was settled, and why.
  way TEXT CHECK (way IN ('explained', 'corrected')),
  why TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT line_is_whole CHECK ((file_id IS NULL) = (line_no IS NULL)),
  CONSTRAINT ended_has_time CHECK ((state = 'open') = (ended_at IS NULL)),
  CONSTRAINT settled_in_a_way CHECK ((state = 'settled') = (way IS NOT NULL) AND (way IS NULL) = (why IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX differences_of_file ON differences (file_id, line_no) WHERE file_id IS NOT NULL;
CREATE INDEX differences_listed ON differences (state, due_at, difference_id);
CREATE INDEX differences_of_merchant ON differences (merchant_no, clearing_day);
CREATE INDEX differences_of_day ON differences (clearing_day, state, due_at, difference_id);

CREATE TABLE difference_comments (
  difference_id TEXT NOT NULL REFERENCES differences (difference_id),
  -- Of the event that it came with.
  version INTEGER NOT NULL,
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  at INTEGER NOT NULL,
  PRIMARY KEY (difference_id, version)
) STRICT, WITHOUT ROWID;

-- Which of our numbers trade as one of the channel's: a file names the channel's.
CREATE INDEX connections_by_mer_id ON connections (mer_id, merchant_no);

-- Of which days a person has said that the channel cleared nothing: no file is not the same.
CREATE TABLE quiet_days (
  quiet_day_id TEXT NOT NULL PRIMARY KEY,
  -- The channel's number, as its files name it.
  merchant_no TEXT NOT NULL,
  day TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  declared_by TEXT NOT NULL REFERENCES staff (staff_id),
  declared_at INTEGER NOT NULL,
  CONSTRAINT quiet_day_once UNIQUE (merchant_no, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX quiet_days_of_day ON quiet_days (day, merchant_no);

-- The content of a merchant's file as it was read, in base64, of those that are small enough (docs/reconciliation.md).
CREATE TABLE statement_file_parts (
  file_id TEXT NOT NULL REFERENCES statement_files (file_id),
  part INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (file_id, part)
) STRICT, WITHOUT ROWID;
