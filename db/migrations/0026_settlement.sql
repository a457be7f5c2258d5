-- Settlement: what the channel has cleared, when it is due, and how it comes to the merchant's bank account.

-- Days that are not what their weekday says, as announced each year: holidays, and weekends on which banks work (调休).
CREATE TABLE calendar_years (
  year INTEGER NOT NULL PRIMARY KEY CHECK (year BETWEEN 2000 AND 2999),
  set_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE calendar_days (
  day TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was agreed with a merchant number about its settlement, from a clearing day on until the next one's.
CREATE TABLE settlement_terms (
  terms_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  from_day TEXT NOT NULL,
  -- T+n, in working days.
  delay INTEGER NOT NULL CHECK (delay BETWEEN 0 AND 30),
  -- Whose bank account it is paid to: its own, or one above it.
  account_of TEXT NOT NULL REFERENCES merchants (merchant_no),
  -- How far below nothing refunds may take what it is owed, in fen.
  overdraft INTEGER NOT NULL CHECK (overdraft >= 0),
  agreed_at INTEGER NOT NULL,
  CONSTRAINT settlement_agreed_once UNIQUE (merchant_no, from_day)
) STRICT;

CREATE TABLE settlement_batches (
  settlement_id TEXT NOT NULL PRIMARY KEY,
  -- Whose money it is.
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  account_of TEXT NOT NULL REFERENCES merchants (merchant_no),
  -- 1, 2, 3 … of the merchant number: each goes on from the one before.
  no INTEGER NOT NULL CHECK (no > 0),
  -- By the channel's word.
  clearing_day TEXT NOT NULL,
  due_on TEXT NOT NULL,
  -- How much it has taken in, by number.
  items INTEGER NOT NULL CHECK (items >= 0),
  normal_count INTEGER NOT NULL CHECK (normal_count >= 0),
  normal_amount INTEGER NOT NULL,
  normal_fee INTEGER NOT NULL,
  error_count INTEGER NOT NULL CHECK (error_count >= 0),
  error_amount INTEGER NOT NULL,
  error_fee INTEGER NOT NULL,
  carried_in INTEGER NOT NULL CHECK (carried_in <= 0),
  released INTEGER NOT NULL CHECK (released >= 0),
  held INTEGER NOT NULL CHECK (held >= 0),
  made_up INTEGER NOT NULL CHECK (made_up >= 0),
  paid INTEGER NOT NULL CHECK (paid >= 0),
  carried_out INTEGER NOT NULL CHECK (carried_out <= 0),
  hold_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('nothing_due', 'due', 'sent', 'paid')),
  -- The transfer that takes it out of what the number is owed, or that gave it back, which a payment posts.
  pending_line INTEGER NOT NULL,
  built_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT settlement_day_once UNIQUE (merchant_no, clearing_day),
  CONSTRAINT settlement_no_once UNIQUE (merchant_no, no),
  CONSTRAINT settlement_adds_up CHECK (normal_amount - normal_fee + error_amount - error_fee + carried_in + released
    - held + made_up = paid + carried_out),
  CONSTRAINT paid_or_carried CHECK (paid = 0 OR carried_out = 0),
  CONSTRAINT due_is_to_be_paid CHECK ((state = 'nothing_due') = (paid = 0))
) STRICT;
CREATE INDEX settlement_batches_of_day ON settlement_batches (due_on, settlement_id);
CREATE INDEX settlement_batches_counted ON settlement_batches (due_on, state);
CREATE INDEX settlement_batches_by_state ON settlement_batches (state, due_on, settlement_id);
CREATE INDEX settlement_batches_listed ON settlement_batches (merchant_no, settlement_id);
CREATE INDEX settlement_batches_listed_by_state ON settlement_batches (merchant_no, state, settlement_id);
CREATE INDEX settlement_batches_listed_by_time ON settlement_batches (merchant_no, built_at, settlement_id);

-- What a batch takes in: each once, and in one batch.
CREATE TABLE settlement_items (
  -- A transfer of the books, by whose fact it is and its line there; of a hold that was released, its id.
  subject_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cleared', 'correction', 'chargeback', 'made_up', 'release')),
  -- Whose money it is.
  merchant_no TEXT NOT NULL,
  channel TEXT NOT NULL,
  -- The clearing day; of what the channel knows nothing of, the day on which it was booked.
  day TEXT NOT NULL,
  -- What came is positive, what went back negative, and so is what its fee comes to.
  amount INTEGER NOT NULL,
  fee INTEGER NOT NULL,
  -- The file that says so; it counts once all of it is in.
  file_id TEXT,
  settlement_id TEXT,
  PRIMARY KEY (subject_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX settlement_items_waiting ON settlement_items (merchant_no, day) WHERE settlement_id IS NULL;
CREATE INDEX settlement_items_of_batch ON settlement_items (settlement_id, subject_id, line)
  WHERE settlement_id IS NOT NULL;

CREATE TABLE payouts (
  payout_id TEXT NOT NULL PRIMARY KEY,
  settlement_id TEXT NOT NULL REFERENCES settlement_batches (settlement_id),
  -- The proposal by which two people gave it to the bank, with others.
  run TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES settlement_accounts (account_id),
  fen INTEGER NOT NULL CHECK (fen > 0),
  state TEXT NOT NULL CHECK (state IN ('sent', 'paid', 'returned')),
  sent_at INTEGER NOT NULL,
  paid_on TEXT,
  -- The bank's.
  reference TEXT,
  returned_because TEXT,
  CONSTRAINT returned_has_reason CHECK ((state = 'returned') = (returned_because IS NOT NULL)),
  CONSTRAINT paid_has_day CHECK (state <> 'paid' OR paid_on IS NOT NULL AND reference IS NOT NULL)
) STRICT, WITHOUT ROWID;
-- A batch is paid out once.
CREATE UNIQUE INDEX payout_once ON payouts (settlement_id) WHERE state IN ('sent', 'paid');
CREATE INDEX payouts_of_batch ON payouts (settlement_id, payout_id);
CREATE INDEX payouts_of_run ON payouts (run, payout_id);

CREATE TABLE settlement_holds (
  hold_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  -- At most so much; null = all there is.
  fen INTEGER CHECK (fen > 0),
  -- What batches have held by it.
  taken INTEGER NOT NULL CHECK (taken >= 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  state TEXT NOT NULL CHECK (state IN ('in_force', 'released')),
  placed_at INTEGER NOT NULL,
  released_at INTEGER,
  release_reason TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT hold_takes_at_most CHECK (fen IS NULL OR taken <= fen),
  CONSTRAINT released_has_reason CHECK ((state = 'released') = (released_at IS NOT NULL AND release_reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX hold_once ON settlement_holds (merchant_no) WHERE state = 'in_force';
CREATE INDEX settlement_holds_of_merchant ON settlement_holds (merchant_no, hold_id);

-- Money that came to our reserve: from the channel for what it cleared, or from a merchant that owed it.
CREATE TABLE receipts (
  receipt_id TEXT NOT NULL PRIMARY KEY,
  source TEXT NOT NULL CHECK (source IN ('channel', 'merchant')),
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  channel TEXT NOT NULL,
  -- On which it arrived.
  day TEXT NOT NULL,
  fen INTEGER NOT NULL CHECK (fen > 0),
  -- The bank's number of it: the same money comes in once.
  reference TEXT NOT NULL CONSTRAINT receipt_once UNIQUE CHECK (reference <> ''),
  recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_of_day ON receipts (day, receipt_id);

-- What was booked for a payment, deduction or refund that succeeded, and is its merchant's: it can be settled.
CREATE VIEW settleable AS
SELECT t.subject_id, substr(t.credit, 9) AS merchant_no,
  iif(t.debit = 'suspense:bank_transfer', 'bank_transfer', substr(t.debit, 9)) AS channel, t.fen AS amount,
  coalesce((SELECT fen FROM book_transfers f WHERE f.subject_id = t.subject_id AND f.line = 2), 0) AS fee
FROM book_transfers t WHERE t.line = 1 AND t.code IN ('payment', 'deduction')
UNION ALL
SELECT t.subject_id, substr(p.debit, 9),
  iif(t.credit = 'bank:bank_transfer', 'bank_transfer', substr(t.credit, 9)), -t.fen,
  -coalesce((SELECT fen FROM book_transfers f WHERE f.subject_id = t.subject_id AND f.line = 3), 0)
FROM book_transfers t JOIN book_transfers p ON p.subject_id = t.subject_id AND p.line = 1
WHERE t.line = 2 AND t.code = 'refund' AND t.phase = 'posts';

-- Whatever a line of the channel's file meets has been cleared.
CREATE TRIGGER line_clears AFTER INSERT ON statement_lines WHEN new.state = 'matched'
BEGIN
  INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee, file_id)
  SELECT s.subject_id, 1, 'cleared', s.merchant_no, s.channel, f.clearing_day, s.amount, s.fee, new.file_id
  FROM settleable s JOIN statement_files f ON f.file_id = new.file_id WHERE s.subject_id = new.subject_id
  ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER line_clears_later AFTER UPDATE OF state ON statement_lines
  WHEN new.state = 'matched' AND old.state <> 'matched'
BEGIN
  INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee, file_id)
  SELECT s.subject_id, 1, 'cleared', s.merchant_no, s.channel, f.clearing_day, s.amount, s.fee, new.file_id
  FROM settleable s JOIN statement_files f ON f.file_id = new.file_id WHERE s.subject_id = new.subject_id
  ON CONFLICT DO NOTHING;
END;
INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee, file_id)
SELECT s.subject_id, 1, 'cleared', s.merchant_no, s.channel, f.clearing_day, s.amount, s.fee, l.file_id
FROM statement_lines l JOIN statement_files f USING (file_id) JOIN settleable s ON s.subject_id = l.subject_id
WHERE l.state = 'matched' ORDER BY f.clearing_day, l.file_id, l.line_no ON CONFLICT DO NOTHING;

-- What came by bank transfer, and what went back so, is cleared by the bank: it has no fee, and waits from then on.
CREATE TRIGGER transfer_clears AFTER INSERT ON book_transfers
  WHEN new.code = 'payment' AND new.debit = 'suspense:bank_transfer'
    OR new.code = 'refund' AND new.credit = 'bank:bank_transfer'
BEGIN
  INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee)
  SELECT s.subject_id, 1, 'cleared', s.merchant_no, s.channel,
    strftime('%Y-%m-%d', new.at / 1000 + 28800, 'unixepoch'), s.amount, s.fee
  FROM settleable s WHERE s.subject_id = new.subject_id
  ON CONFLICT DO NOTHING;
END;
INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee)
SELECT s.subject_id, 1, 'cleared', s.merchant_no, s.channel,
  strftime('%Y-%m-%d', t.at / 1000 + 28800, 'unixepoch'), s.amount, s.fee
FROM book_transfers t JOIN settleable s ON s.subject_id = t.subject_id
WHERE t.code = 'payment' AND t.debit = 'suspense:bank_transfer' OR t.code = 'refund' AND t.credit = 'bank:bank_transfer';

-- Accounts of a merchant number have become four: what settlements have taken, and what is held.

DROP TRIGGER book_debit_entered;
DROP TRIGGER book_debit_counted;
DROP TRIGGER book_credit_entered;
DROP TRIGGER book_credit_counted;

CREATE TRIGGER book_debit_entered AFTER INSERT ON book_transfers
  WHEN substr(new.debit, 1, instr(new.debit, ':')) IN ('payable:', 'refunds:', 'settlements:', 'held:')
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
  WHEN substr(new.debit, 1, instr(new.debit, ':')) NOT IN ('payable:', 'refunds:', 'settlements:', 'held:')
BEGIN
  INSERT INTO book_days (mode, account, day, stripe, debits, credits) VALUES (new.mode, new.debit,
    strftime('%Y-%m-%d', new.at / 1000 + 28800, 'unixepoch'),
    (7 * unicode(substr(new.merchant_no, -2, 1)) + unicode(substr(new.merchant_no, -1))) % 16,
    new.fen, 0)
  ON CONFLICT DO UPDATE SET debits = debits + excluded.debits;
END;
CREATE TRIGGER book_credit_entered AFTER INSERT ON book_transfers
  WHEN substr(new.credit, 1, instr(new.credit, ':')) IN ('payable:', 'refunds:', 'settlements:', 'held:')
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
  WHEN substr(new.credit, 1, instr(new.credit, ':')) NOT IN ('payable:', 'refunds:', 'settlements:', 'held:')
BEGIN
  INSERT INTO book_days (mode, account, day, stripe, debits, credits) VALUES (new.mode, new.credit,
    strftime('%Y-%m-%d', new.at / 1000 + 28800, 'unixepoch'),
    (7 * unicode(substr(new.merchant_no, -2, 1)) + unicode(substr(new.merchant_no, -1))) % 16,
    0, new.fen)
  ON CONFLICT DO UPDATE SET credits = credits + excluded.credits;
END;

-- Corrections that were agreed on before the books took them.
INSERT INTO book_transfers (subject_id, line, version, code, phase, debit, credit, fen, merchant_no, mode, at)
SELECT subject_id, version, version, 'correction_' || reason, 'posted',
  iif(fen > 0, 'channel:' || channel, 'payable:' || merchant_no),
  iif(fen > 0, 'payable:' || merchant_no, 'channel:' || channel), abs(fen), merchant_no, mode, at
FROM (
  SELECT e.subject_id, e.version, e.at, d.reason, d.merchant_no, m.mode,
    json_extract(e.data, '$.corrected') - coalesce(lag(json_extract(e.data, '$.corrected'))
      OVER (PARTITION BY e.subject_id ORDER BY e.version), 0) AS fen,
    coalesce((SELECT channel FROM payments WHERE payment_id = d.subject_id),
      (SELECT channel FROM deductions WHERE deduction_id = d.subject_id),
      (SELECT channel FROM refunds WHERE refund_id = d.subject_id), m.channel,
      iif(m.mode = 'test', 'sandbox', 'unionpay')) AS channel
  FROM events e JOIN differences d ON d.difference_id = e.subject_id JOIN merchants m ON m.merchant_no = d.merchant_no
  WHERE e.type = 'difference.settled'
) WHERE fen <> 0;
INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee)
SELECT t.subject_id, t.line, 'correction', t.merchant_no,
  substr(iif(t.debit LIKE 'channel:%', t.debit, t.credit), 9), d.clearing_day,
  iif(t.debit LIKE 'channel:%', t.fen, -t.fen), 0
FROM book_transfers t JOIN differences d ON d.difference_id = t.subject_id;
