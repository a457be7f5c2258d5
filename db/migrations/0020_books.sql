-- The books: double entry in fen (docs/books.md). A transfer debits one account and credits another, so what is booked
-- always balances. It is never changed: what is pending is posted, voided or expired by another, and what is wrong is
-- corrected by another.

-- Where the money was settled that a refund gives back; null = at its merchant number itself.
ALTER TABLE refunds ADD COLUMN settle_merchant_no TEXT;
UPDATE refunds SET settle_merchant_no = iif(deduction_id IS NULL,
  (SELECT settle_merchant_no FROM orders o WHERE o.order_id = refunds.order_id),
  (SELECT settle_merchant_no FROM deductions d WHERE d.deduction_id = refunds.deduction_id));

CREATE TABLE book_transfers (
  -- Whose fact it is, numbered over its life; which of its events booked it.
  subject_id TEXT NOT NULL,
  line INTEGER NOT NULL CHECK (line > 0),
  version INTEGER NOT NULL,
  -- What it is for, e.g. `payment`.
  code TEXT NOT NULL CHECK (code <> ''),
  phase TEXT NOT NULL CHECK (phase IN ('posted', 'pending', 'posts', 'voids', 'expires')),
  -- e.g. `channel:unionpay`, `payable:898210154110002`.
  debit TEXT NOT NULL,
  credit TEXT NOT NULL,
  fen INTEGER NOT NULL CHECK (fen > 0),
  -- Whose business it is; test and live money never meet in one account.
  merchant_no TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  at INTEGER NOT NULL,
  -- What it ends, reverses, gives back or corrects.
  of_subject_id TEXT,
  of_line INTEGER,
  PRIMARY KEY (subject_id, line),
  FOREIGN KEY (subject_id, version) REFERENCES events (subject_id, version),
  CONSTRAINT transfer_moves CHECK (debit <> credit),
  CONSTRAINT link_is_whole CHECK ((of_subject_id IS NULL) = (of_line IS NULL)),
  CONSTRAINT what_ends_has_its_pending CHECK (phase IN ('posted', 'pending') OR of_subject_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
-- What is pending ends once.
CREATE UNIQUE INDEX book_transfers_end_once ON book_transfers (of_subject_id, of_line)
  WHERE phase IN ('posts', 'voids', 'expires');

-- What a transfer did to an account of one merchant number, and its balance after that: credits less debits.
CREATE TABLE book_entries (
  account TEXT NOT NULL,
  -- Never before the entry above it.
  booked_at INTEGER NOT NULL,
  -- 1, 2, 3 … in each account.
  no INTEGER NOT NULL CHECK (no > 0),
  subject_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  fen INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  PRIMARY KEY (account, booked_at, no)
) STRICT, WITHOUT ROWID;

-- What was booked in a day to an account that everybody touches: a row per day and stripe, so that two merchants' money
-- does not meet in one row.
CREATE TABLE book_days (
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  account TEXT NOT NULL,
  day TEXT NOT NULL,
  stripe INTEGER NOT NULL CHECK (stripe BETWEEN 0 AND 15),
  debits INTEGER NOT NULL CHECK (debits >= 0),
  credits INTEGER NOT NULL CHECK (credits >= 0),
  PRIMARY KEY (mode, account, day, stripe)
) STRICT, WITHOUT ROWID;

-- What has happened until now, as the writes book what comes.

-- Money that came.
INSERT INTO book_transfers
SELECT p.payment_id, 1, e.version, iif(p.settles = 1, 'payment', 'late_payment'), 'posted', 'channel:' || p.channel,
  iif(p.settles = 1, 'payable:' || coalesce(o.settle_merchant_no, o.merchant_no), 'late:' || p.channel),
  p.amount, p.merchant_no, m.mode, e.at, NULL, NULL
FROM payments p JOIN orders o USING (order_id) JOIN merchants m ON m.merchant_no = p.merchant_no
JOIN events e ON e.subject_id = p.payment_id AND e.type IN ('payment.succeeded', 'payment.succeeded_late')
WHERE p.state = 'succeeded';
INSERT INTO book_transfers
SELECT d.deduction_id, 1, e.version, 'deduction', 'posted', 'channel:' || d.channel,
  'payable:' || coalesce(d.settle_merchant_no, d.merchant_no), d.amount, d.merchant_no, m.mode, e.at, NULL, NULL
FROM deductions d JOIN merchants m USING (merchant_no)
JOIN events e ON e.subject_id = d.deduction_id AND e.type = 'deduction.succeeded'
WHERE d.state = 'succeeded';
-- Money that was asked back, and then went back or did not.
INSERT INTO book_transfers
SELECT r.refund_id, 1, e.version, iif(t.code = 'late_payment', 'late_refund', 'refund'), 'pending', t.credit,
  iif(t.code = 'late_payment', 'late_refunds:' || substr(t.credit, 6), 'refunds:' || substr(t.credit, 9)),
  r.amount, r.merchant_no, t.mode, e.at, t.subject_id, t.line
FROM refunds r JOIN book_transfers t ON t.subject_id = coalesce(r.payment_id, r.deduction_id) AND t.line = 1
JOIN events e ON e.subject_id = r.refund_id AND e.type = 'refund.requested';
INSERT INTO book_transfers
SELECT r.refund_id, 2, e.version, t.code, iif(r.state = 'failed', 'voids', 'posts'), t.credit,
  iif(r.state = 'failed', t.debit, 'channel:' || r.channel), r.amount, r.merchant_no, t.mode, e.at, t.subject_id, t.line
FROM refunds r JOIN book_transfers t ON t.subject_id = r.refund_id AND t.line = 1
JOIN events e ON e.subject_id = r.refund_id AND e.type IN ('refund.succeeded', 'refund.failed')
WHERE r.state IN ('succeeded', 'failed');

INSERT INTO book_entries
SELECT account, max(at) OVER before, row_number() OVER before, subject_id, line, fen, sum(fen) OVER before
FROM (
  SELECT e.seq, side.*, e.at
  FROM (
    SELECT subject_id, version, line, debit AS account, -fen AS fen FROM book_transfers
    UNION ALL SELECT subject_id, version, line, credit, fen FROM book_transfers
  ) side JOIN events e USING (subject_id, version)
  WHERE substr(account, 1, instr(account, ':')) IN ('payable:', 'refunds:')
)
WINDOW before AS (PARTITION BY account ORDER BY seq, line);

INSERT INTO book_days
SELECT mode, account, strftime('%Y-%m-%d', at / 1000 + 28800, 'unixepoch'), 0, sum(debits), sum(credits)
FROM (
  SELECT mode, debit AS account, at, fen AS debits, 0 AS credits FROM book_transfers
  UNION ALL SELECT mode, credit, at, 0, fen FROM book_transfers
)
WHERE substr(account, 1, instr(account, ':')) NOT IN ('payable:', 'refunds:') GROUP BY 1, 2, 3;

-- From now on each transfer is entered where it is written, after whatever was written before it.

CREATE TRIGGER book_debit_entered AFTER INSERT ON book_transfers
  WHEN substr(new.debit, 1, instr(new.debit, ':')) IN ('payable:', 'refunds:')
BEGIN
  INSERT INTO book_entries (account, booked_at, no, subject_id, line, fen, balance) VALUES (new.debit,
    max(new.at, coalesce((SELECT booked_at FROM book_entries WHERE account = new.debit
      ORDER BY booked_at DESC, no DESC LIMIT 1), 0)),
    1 + coalesce((SELECT no FROM book_entries WHERE account = new.debit
      ORDER BY booked_at DESC, no DESC LIMIT 1), 0),
    new.subject_id, new.line, -new.fen,
    -new.fen + coalesce((SELECT balance FROM book_entries WHERE account = new.debit
      ORDER BY booked_at DESC, no DESC LIMIT 1), 0));
END;
CREATE TRIGGER book_debit_counted AFTER INSERT ON book_transfers
  WHEN substr(new.debit, 1, instr(new.debit, ':')) NOT IN ('payable:', 'refunds:')
BEGIN
  INSERT INTO book_days (mode, account, day, stripe, debits, credits) VALUES (new.mode, new.debit,
    strftime('%Y-%m-%d', new.at / 1000 + 28800, 'unixepoch'),
    (7 * unicode(substr(new.merchant_no, -2, 1)) + unicode(substr(new.merchant_no, -1))) % 16,
    new.fen, 0)
  ON CONFLICT DO UPDATE SET debits = debits + excluded.debits;
END;
CREATE TRIGGER book_credit_entered AFTER INSERT ON book_transfers
  WHEN substr(new.credit, 1, instr(new.credit, ':')) IN ('payable:', 'refunds:')
BEGIN
  INSERT INTO book_entries (account, booked_at, no, subject_id, line, fen, balance) VALUES (new.credit,
    max(new.at, coalesce((SELECT booked_at FROM book_entries WHERE account = new.credit
      ORDER BY booked_at DESC, no DESC LIMIT 1), 0)),
    1 + coalesce((SELECT no FROM book_entries WHERE account = new.credit
      ORDER BY booked_at DESC, no DESC LIMIT 1), 0),
    new.subject_id, new.line, new.fen,
    new.fen + coalesce((SELECT balance FROM book_entries WHERE account = new.credit
      ORDER BY booked_at DESC, no DESC LIMIT 1), 0));
END;
CREATE TRIGGER book_credit_counted AFTER INSERT ON book_transfers
  WHEN substr(new.credit, 1, instr(new.credit, ':')) NOT IN ('payable:', 'refunds:')
BEGIN
  INSERT INTO book_days (mode, account, day, stripe, debits, credits) VALUES (new.mode, new.credit,
    strftime('%Y-%m-%d', new.at / 1000 + 28800, 'unixepoch'),
    (7 * unicode(substr(new.merchant_no, -2, 1)) + unicode(substr(new.merchant_no, -1))) % 16,
    0, new.fen)
  ON CONFLICT DO UPDATE SET credits = credits + excluded.credits;
END;

CREATE TRIGGER book_transfers_update BEFORE UPDATE ON book_transfers
  BEGIN SELECT RAISE(ABORT, 'a transfer is never changed'); END;
CREATE TRIGGER book_transfers_delete BEFORE DELETE ON book_transfers
  BEGIN SELECT RAISE(ABORT, 'a transfer is never removed'); END;
CREATE TRIGGER book_entries_update BEFORE UPDATE ON book_entries
  BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER book_entries_delete BEFORE DELETE ON book_entries
  BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
