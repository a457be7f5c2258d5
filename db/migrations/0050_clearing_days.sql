-- What a merchant number is owed by clearing day, the channel's (docs/books.md). A row says it of a day and all days before
-- it, so the balance of any day is the last row up to it. What comes later for a day is said by another row of that day and
-- of each day after it: no row is ever changed.
CREATE TABLE book_clearing_days (
  merchant_no TEXT NOT NULL,
  -- That of a batch.
  day TEXT NOT NULL,
  -- 1, 2, 3 … of the day: the last is what is known.
  no INTEGER NOT NULL CHECK (no > 0),
  -- The event of a batch by which it is known.
  settlement_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- Up to and including the day: what was cleared less fees, what was made up, and what the bank has paid of it.
  cleared INTEGER NOT NULL,
  made_up INTEGER NOT NULL CHECK (made_up >= 0),
  paid INTEGER NOT NULL CHECK (paid >= 0),
  balance INTEGER NOT NULL,
  PRIMARY KEY (merchant_no, day, no),
  FOREIGN KEY (settlement_id, version) REFERENCES events (subject_id, version),
  CONSTRAINT balance_is_what_is_left CHECK (balance = cleared + made_up - paid)
) STRICT, WITHOUT ROWID;

INSERT INTO book_clearing_days
SELECT merchant_no, clearing_day, 1, settlement_id, version, cleared, made_up, paid, cleared + made_up - paid
FROM (
  SELECT merchant_no, clearing_day, settlement_id, version,
    sum(normal_amount - normal_fee + error_amount - error_fee) OVER before AS cleared,
    sum(made_up) OVER before AS made_up, sum(iif(state = 'paid', paid, 0)) OVER before AS paid
  FROM settlement_batches WINDOW before AS (PARTITION BY merchant_no ORDER BY clearing_day)
);

-- A batch enters itself, on its day and on those after it that have one already.
CREATE TRIGGER batch_enters_its_day AFTER INSERT ON settlement_batches
BEGIN
  INSERT INTO book_clearing_days
  SELECT new.merchant_no, day, no, new.settlement_id, new.version, cleared, made_up, paid, cleared + made_up - paid
  FROM (
    SELECT new.clearing_day AS day, 1 AS no, coalesce(b.made_up, 0) + new.made_up AS made_up, coalesce(b.paid, 0) AS paid,
      coalesce(b.cleared, 0) + new.normal_amount - new.normal_fee + new.error_amount - new.error_fee AS cleared
    FROM (SELECT 1) LEFT JOIN (
      SELECT cleared, made_up, paid FROM book_clearing_days
      WHERE merchant_no = new.merchant_no AND day < new.clearing_day ORDER BY day DESC, no DESC LIMIT 1) b
    UNION ALL
    SELECT day, max(no) + 1, made_up + new.made_up, paid,
      cleared + new.normal_amount - new.normal_fee + new.error_amount - new.error_fee
    FROM book_clearing_days WHERE merchant_no = new.merchant_no AND day > new.clearing_day GROUP BY day
  );
END;

-- So does what the bank has paid of it, and what it gave back.
CREATE TRIGGER batch_is_paid_of_its_day AFTER UPDATE OF state ON settlement_batches
  WHEN (new.state = 'paid') <> (old.state = 'paid')
BEGIN
  INSERT INTO book_clearing_days
  SELECT merchant_no, day, no, new.settlement_id, new.version, cleared, made_up, paid, cleared + made_up - paid
  FROM (
    SELECT merchant_no, day, max(no) + 1 AS no, cleared, made_up,
      paid + iif(new.state = 'paid', new.paid, -new.paid) AS paid
    FROM book_clearing_days WHERE merchant_no = new.merchant_no AND day >= new.clearing_day GROUP BY day
  );
END;

CREATE TRIGGER book_clearing_days_update BEFORE UPDATE ON book_clearing_days
  BEGIN SELECT RAISE(ABORT, 'a balance of a clearing day is never changed'); END;
CREATE TRIGGER book_clearing_days_delete BEFORE DELETE ON book_clearing_days
  BEGIN SELECT RAISE(ABORT, 'a balance of a clearing day is never removed'); END;
