-- What channels say that they cleared, and how it meets what happened here.

CREATE TABLE statement_files (
  file_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('zm', 'zme', 'acom', 'acomn', 'summary')),
  -- By the channel's word, as YYYY-MM-DD.
  clearing_day TEXT NOT NULL,
  batch TEXT NOT NULL,
  -- Empty for an institution's file, which has many merchants.
  merchant_no TEXT NOT NULL,
  -- Of what was unpacked, in hex: the same content comes in once, under whatever name.
  sha256 TEXT NOT NULL CONSTRAINT statement_content_once UNIQUE CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL,
  -- Which version of our parser read it.
  parser INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  paid_back INTEGER NOT NULL,
  fee INTEGER NOT NULL,
  net INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('importing', 'imported')),
  started_at INTEGER NOT NULL,
  imported_at INTEGER,
  -- Whether its summary, or for a summary its detail file, says the same; null where only one was there.
  summary_agrees INTEGER CHECK (summary_agrees IN (0, 1)),
  version INTEGER NOT NULL,
  CONSTRAINT imported_has_time CHECK ((state = 'imported') = (imported_at IS NOT NULL)),
  CONSTRAINT statement_once UNIQUE (kind, clearing_day, merchant_no, batch)
) STRICT;
CREATE INDEX statement_files_by_day ON statement_files (clearing_day, file_id) WHERE state = 'imported';
CREATE INDEX statement_files_of_merchant ON statement_files (merchant_no, clearing_day, kind);

-- Counts as imported with its file, and never before.
CREATE TABLE statement_lines (
  file_id TEXT NOT NULL REFERENCES statement_files (file_id),
  line_no INTEGER NOT NULL,
  kind TEXT NOT NULL,
  -- SHA-256 of its bytes in hex, and which of the file's equal lines it is.
  digest TEXT NOT NULL,
  occurrence INTEGER NOT NULL CHECK (occurrence > 0),
  merchant_no TEXT,
  order_no TEXT,
  txn_no TEXT,
  trace_time TEXT NOT NULL,
  trace_no TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  card_type TEXT CHECK (card_type IN ('debit', 'credit')),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  fee INTEGER NOT NULL,
  net INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('matched', 'differing', 'missing_here')),
  -- The payment, refund or deduction that it is about.
  subject_id TEXT,
  -- In which fields the two differ, as JSON.
  differs TEXT NOT NULL,
  PRIMARY KEY (file_id, line_no),
  CONSTRAINT missing_has_no_subject CHECK ((state = 'missing_here') = (subject_id IS NULL)),
  CONSTRAINT differing_says_in_what CHECK ((state = 'differing') = (differs <> '[]'))
) STRICT, WITHOUT ROWID;
-- Of one kind, a fact is met by one line; the next that names it differs.
CREATE UNIQUE INDEX statement_lines_matched ON statement_lines (subject_id, kind) WHERE state = 'matched';
CREATE INDEX statement_lines_differing ON statement_lines (subject_id) WHERE state = 'differing';
CREATE INDEX statement_lines_unmatched ON statement_lines (file_id, line_no) WHERE state <> 'matched';

-- What succeeded here and is in no file three days later, though the files of those days are there.
CREATE TABLE statement_gaps (
  subject_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL,
  -- The day on which it succeeded, in Asia/Shanghai.
  day TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'resolved')),
  opened_at INTEGER NOT NULL,
  resolved_at INTEGER,
  CONSTRAINT resolved_has_time CHECK ((state = 'resolved') = (resolved_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_gaps_open ON statement_gaps (merchant_no, day) WHERE state = 'open';

-- What succeeded at a merchant number on a day.
CREATE INDEX payments_succeeded ON payments (merchant_no, ended_at) WHERE state = 'succeeded';

-- What a merchant number and its acquirer have agreed on, from a day on until the next one's: rates in millionths.
CREATE TABLE fee_agreements (
  agreement_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  from_day TEXT NOT NULL,
  fee_class TEXT NOT NULL CHECK (fee_class IN ('standard', 'preferential', 'exempt')),
  debit_rate INTEGER NOT NULL CHECK (debit_rate BETWEEN 0 AND 1000000),
  debit_cap INTEGER CHECK (debit_cap >= 0),
  credit_rate INTEGER NOT NULL CHECK (credit_rate BETWEEN 0 AND 1000000),
  credit_cap INTEGER CHECK (credit_cap >= 0),
  agreed_at INTEGER NOT NULL,
  CONSTRAINT fees_agreed_once UNIQUE (merchant_no, from_day)
) STRICT;
