-- What we tell each merchant number of a day of its books, and of the days of those below it (docs/statements.md).

-- Which day's statement each number gets next, and when: from the day on on which something was booked there first.
CREATE TABLE statement_turns (
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  -- `own`: of its own accounts; `rolled_up`: of everything below it and its own.
  scope TEXT NOT NULL CHECK (scope IN ('own', 'rolled_up')),
  day TEXT NOT NULL,
  -- On our clock, five minutes after the day has ended on the number's.
  due_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_no, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_turns_due ON statement_turns (due_at, merchant_no, scope);

CREATE TABLE statements (
  statement_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  scope TEXT NOT NULL CHECK (scope IN ('own', 'rolled_up')),
  day TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('issuing', 'ready')),
  -- The last entries of its accounts that the statement before had, and that this one has, as JSON: {"payable": {at, no}}.
  cut_from TEXT NOT NULL,
  cut_until TEXT NOT NULL,
  -- What its accounts stood at, before and after.
  opening INTEGER NOT NULL,
  closing INTEGER NOT NULL,
  -- Which metadata of its orders the merchant has asked for.
  metadata_keys TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  -- From here on when it is ready. Which of the attempts wrote the files that count.
  attempt TEXT,
  lines INTEGER,
  amount INTEGER,
  fee INTEGER,
  net INTEGER,
  -- Of the fee: who gets how much, as JSON.
  fee_parts TEXT,
  -- By kind and by format, as JSON.
  totals TEXT,
  files TEXT,
  -- What says all this, signed.
  manifest TEXT,
  issued_at INTEGER,
  version INTEGER NOT NULL,
  CONSTRAINT statement_of_day_once UNIQUE (merchant_no, scope, day),
  CONSTRAINT statement_moves_balance CHECK (net IS NULL OR opening + net = closing),
  CONSTRAINT ready_is_whole CHECK ((state = 'ready') = (issued_at IS NOT NULL AND manifest IS NOT NULL
    AND files IS NOT NULL AND totals IS NOT NULL AND attempt IS NOT NULL AND lines IS NOT NULL
    AND amount IS NOT NULL AND fee IS NOT NULL AND net IS NOT NULL AND fee_parts IS NOT NULL))
) STRICT;
CREATE INDEX statements_issued ON statements (merchant_no, statement_id) WHERE state = 'ready';
CREATE INDEX statements_of_day ON statements (day, merchant_no) WHERE state = 'ready';

-- Which numbers' statements a rolled-up one is made of: each is in one of its parent's, and never in a second.
CREATE TABLE statement_members (
  statement_id TEXT NOT NULL REFERENCES statements (statement_id),
  merchant_no TEXT NOT NULL,
  day TEXT NOT NULL,
  member_id TEXT NOT NULL REFERENCES statements (statement_id),
  parent_no TEXT NOT NULL,
  PRIMARY KEY (statement_id, merchant_no, day),
  CONSTRAINT member_once UNIQUE (parent_no, member_id)
) STRICT, WITHOUT ROWID;

-- The files, in pieces: deflated, in base64. An attempt that did not come to its end leaves some that do not count.
CREATE TABLE statement_parts (
  statement_id TEXT NOT NULL REFERENCES statements (statement_id),
  attempt TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('csv', 'jsonl', 'zm')),
  part INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (statement_id, attempt, format, part)
) STRICT, WITHOUT ROWID;

-- Once issued, never changed.
CREATE TRIGGER statements_update BEFORE UPDATE ON statements WHEN old.state = 'ready'
  BEGIN SELECT RAISE(ABORT, 'an issued statement is never changed'); END;
CREATE TRIGGER statements_delete BEFORE DELETE ON statements WHEN old.state = 'ready'
  BEGIN SELECT RAISE(ABORT, 'an issued statement is never removed'); END;
CREATE TRIGGER statement_cut_update BEFORE UPDATE OF statement_id, merchant_no, scope, day, cut_from, cut_until, opening, closing
  ON statements BEGIN SELECT RAISE(ABORT, 'the cut of a day is never changed'); END;
CREATE TRIGGER statement_members_update BEFORE UPDATE ON statement_members
  BEGIN SELECT RAISE(ABORT, 'what a statement is made of is never changed'); END;
CREATE TRIGGER statement_members_delete BEFORE DELETE ON statement_members
  BEGIN SELECT RAISE(ABORT, 'what a statement is made of is never removed'); END;
CREATE TRIGGER statement_parts_insert BEFORE INSERT ON statement_parts
  WHEN (SELECT state FROM statements WHERE statement_id = new.statement_id) = 'ready'
  BEGIN SELECT RAISE(ABORT, 'nothing is added to an issued statement'); END;
CREATE TRIGGER statement_parts_update BEFORE UPDATE ON statement_parts
  BEGIN SELECT RAISE(ABORT, 'a file of a statement is never changed'); END;
CREATE TRIGGER statement_parts_delete BEFORE DELETE ON statement_parts
  WHEN (SELECT state = 'ready' AND attempt = old.attempt FROM statements WHERE statement_id = old.statement_id)
  BEGIN SELECT RAISE(ABORT, 'a file of an issued statement is never removed'); END;

-- Which metadata of its orders a merchant number wants to see as columns, as JSON.
CREATE TABLE statement_options (
  merchant_no TEXT NOT NULL PRIMARY KEY REFERENCES merchants (merchant_no),
  metadata_keys TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- From its first entry on a number has its turns, and so has every number above it.
CREATE TRIGGER statement_turn_begins AFTER INSERT ON book_entries
  WHEN new.no = 1 AND substr(new.account, 1, 8) = 'payable:'
BEGIN
  INSERT INTO statement_turns (merchant_no, scope, day, due_at)
  SELECT m.merchant_no, iif(l.depth = 0, 'own', 'rolled_up'),
    strftime('%Y-%m-%d', new.booked_at / 1000 + 28800, 'unixepoch'),
    ((new.booked_at + 28800000) / 86400000 + 1) * 86400000 - 28800000 + 300000 - m.clock_offset_ms
  FROM merchant_lines l JOIN merchants m ON m.merchant_no = l.above_no
  WHERE l.merchant_no = substr(new.account, 9)
  ON CONFLICT (merchant_no, scope) DO NOTHING;
END;
-- What has moved since the clock was set would be due at another moment.
CREATE TRIGGER statement_turn_moves AFTER UPDATE OF clock_offset_ms ON merchants
BEGIN
  UPDATE statement_turns SET due_at = due_at + old.clock_offset_ms - new.clock_offset_ms
  WHERE merchant_no = new.merchant_no;
END;

-- What was booked before has its statements too, a day after the other.
INSERT INTO statement_turns (merchant_no, scope, day, due_at)
SELECT m.merchant_no, iif(l.depth = 0, 'own', 'rolled_up'),
  strftime('%Y-%m-%d', min(e.booked_at) / 1000 + 28800, 'unixepoch'),
  ((min(e.booked_at) + 28800000) / 86400000 + 1) * 86400000 - 28800000 + 300000 - m.clock_offset_ms
FROM book_entries e JOIN merchant_lines l ON l.merchant_no = substr(e.account, 9)
JOIN merchants m ON m.merchant_no = l.above_no
WHERE e.no = 1 AND substr(e.account, 1, 8) = 'payable:'
GROUP BY m.merchant_no, l.depth = 0;
