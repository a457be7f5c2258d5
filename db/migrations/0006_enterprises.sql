-- How the desk lists merchant numbers: by when they were opened, by name, of one enterprise, below one number.

CREATE INDEX merchants_by_opening ON merchants (created_at, merchant_no);
CREATE INDEX merchants_by_name ON merchants (name, merchant_no);
DROP INDEX merchants_of_enterprise;
CREATE INDEX merchants_of_enterprise ON merchants (enterprise_id, merchant_no) WHERE enterprise_id IS NOT NULL;
DROP INDEX merchants_by_parent;
CREATE INDEX merchants_by_parent ON merchants (parent_no, merchant_no) WHERE parent_no IS NOT NULL;

-- Since when, why and with which numbers an enterprise is stopped as a whole; a JSON list, to undo just that.
ALTER TABLE enterprises ADD COLUMN stopped_at INTEGER;
ALTER TABLE enterprises ADD COLUMN stop_reason TEXT;
ALTER TABLE enterprises ADD COLUMN stopped_numbers TEXT
  CONSTRAINT stop_is_whole CHECK (
    (stopped_at IS NULL) = (stop_reason IS NULL) AND (stopped_at IS NULL) = (stopped_numbers IS NULL)
  );

-- What succeeded at a merchant number on a day in Asia/Shanghai, counted in the write of the success: a month of a
-- large merchant is thirty rows.
CREATE TABLE merchant_days (
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('paid', 'deducted', 'refunded')),
  count INTEGER NOT NULL CHECK (count > 0),
  sum INTEGER NOT NULL CHECK (sum > 0),
  PRIMARY KEY (merchant_no, day, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO merchant_days (merchant_no, day, kind, count, sum)
SELECT merchant_no, strftime('%Y-%m-%d', ended_at / 1000 + 28800, 'unixepoch'), 'paid', count(*), sum(amount)
FROM payments WHERE settles = 1 GROUP BY 1, 2;
INSERT INTO merchant_days (merchant_no, day, kind, count, sum)
SELECT merchant_no, strftime('%Y-%m-%d', ended_at / 1000 + 28800, 'unixepoch'), 'deducted', count(*), sum(amount)
FROM deductions WHERE state = 'succeeded' GROUP BY 1, 2;
INSERT INTO merchant_days (merchant_no, day, kind, count, sum)
SELECT merchant_no, strftime('%Y-%m-%d', ended_at / 1000 + 28800, 'unixepoch'), 'refunded', count(*), sum(amount)
FROM refunds WHERE state = 'succeeded' AND cause = 'merchant' GROUP BY 1, 2;

-- What is unclear at one number; there is little of it.
CREATE INDEX payments_unclear_at ON payments (merchant_no) WHERE queries_ended_at IS NOT NULL;
CREATE INDEX refunds_unclear_at ON refunds (merchant_no) WHERE queries_ended_at IS NOT NULL;
CREATE INDEX deductions_unclear_at ON deductions (merchant_no) WHERE queries_ended_at IS NOT NULL;

-- Keyed digests, by which it shows that two enterprises name the same phone or account. What is older has none.
ALTER TABLE settlement_accounts ADD COLUMN account_digest TEXT;
CREATE INDEX settlement_accounts_same ON settlement_accounts (account_digest)
  WHERE account_digest IS NOT NULL AND state = 'in_force';
ALTER TABLE merchant_applications ADD COLUMN phone_digest TEXT;
CREATE INDEX merchant_applications_same_phone ON merchant_applications (phone_digest)
  WHERE phone_digest IS NOT NULL;
CREATE INDEX merchant_applications_of_licence ON merchant_applications (licence_no);
