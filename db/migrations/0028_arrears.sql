-- Whether a charge that fails for want of money is owed, and after how many days it is tried again, as a JSON array.
ALTER TABLE plans ADD COLUMN arrear_retry_days TEXT;
ALTER TABLE contracts ADD COLUMN arrear_retry_days TEXT;

DROP INDEX plans_waiting_once;
CREATE UNIQUE INDEX plans_waiting_once ON plans (
  merchant_no, request, iif(request = 'change', plan_id, ''), kind, short_name, title, package_text,
  per_transaction_limit, per_day_limit, coalesce(contract_days, 0), requires_credit_card, verify_phone,
  verify_id_number, coalesce(network_advance_reason, ''), fixed_merchant_nos,
  coalesce(no_fixed_merchant_reason, ''), coalesce(unsign_notice_url, ''), coalesce(arrear_retry_days, '')
) WHERE state = 'submitted';

-- A charge that failed for want of money, and what became of it. It ends once, in the write itself.
CREATE TABLE arrears (
  arrear_id TEXT NOT NULL PRIMARY KEY,
  deduction_id TEXT NOT NULL CONSTRAINT arrear_once UNIQUE REFERENCES deductions (deduction_id),
  contract_id TEXT NOT NULL REFERENCES contracts (contract_id),
  merchant_no TEXT NOT NULL,
  merchant_order_no TEXT NOT NULL,
  settle_merchant_no TEXT,
  amount INTEGER NOT NULL CHECK (amount > 0),
  subject TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  -- When it is tried again, as a JSON array, and how many of these times have passed.
  retry_times TEXT NOT NULL,
  retries_passed INTEGER NOT NULL DEFAULT 0,
  -- The charge that tries it again and has no result.
  retrying TEXT,
  retries_end TEXT CHECK (retries_end IN ('schedule_over', 'contract_ended', 'copy_restored')),
  -- The latest order by which it may be paid.
  order_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('owed', 'settled', 'waived')),
  ended_at INTEGER,
  settled_by TEXT CHECK (settled_by IN ('retry', 'charge', 'checkout')),
  settling_deduction_id TEXT UNIQUE,
  settling_payment_id TEXT UNIQUE,
  waiver_reason TEXT,
  -- When the job looks at it: at the time of the next retry, or at once when its contract has ended.
  due_at INTEGER,
  ends INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  CONSTRAINT arrear_ends_once CHECK (ends <= 1 AND (ends = 0) = (state = 'owed')),
  CONSTRAINT arrear_end_is_whole CHECK (
    (state = 'owed') = (ended_at IS NULL) AND (state = 'settled') = (settled_by IS NOT NULL)
    AND (settled_by IS NOT NULL)
      = ((settling_deduction_id IS NOT NULL) + (settling_payment_id IS NOT NULL))
    AND (state = 'owed' OR (retrying IS NULL AND due_at IS NULL))
  )
) STRICT;
CREATE INDEX arrears_of_contract ON arrears (contract_id);
CREATE INDEX arrears_listed ON arrears (merchant_no);
CREATE INDEX arrears_by_state ON arrears (merchant_no, state);
CREATE INDEX arrears_by_time ON arrears (merchant_no, opened_at);
CREATE INDEX arrears_by_end ON arrears (merchant_no, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX arrears_by_order_no ON arrears (merchant_no, merchant_order_no);
CREATE INDEX arrears_due ON arrears (due_at) WHERE due_at IS NOT NULL;

-- A charge that tries an arrear again; one at a time.
ALTER TABLE deductions ADD COLUMN arrear_id TEXT REFERENCES arrears (arrear_id);
CREATE UNIQUE INDEX deductions_one_retry ON deductions (arrear_id)
  WHERE arrear_id IS NOT NULL AND state = 'processing';
CREATE INDEX deductions_of_arrear ON deductions (arrear_id) WHERE arrear_id IS NOT NULL;

-- An order by which an arrear may be paid; one at a time.
ALTER TABLE orders ADD COLUMN arrear_id TEXT REFERENCES arrears (arrear_id);
CREATE UNIQUE INDEX orders_one_repayment ON orders (arrear_id) WHERE arrear_id IS NOT NULL AND state = 'open';
CREATE INDEX orders_of_arrear ON orders (arrear_id) WHERE arrear_id IS NOT NULL;

-- Consumers are told that something is owed.
CREATE TABLE messages_before AS SELECT * FROM messages;
DROP TABLE messages;
CREATE TABLE messages (
  message_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('charged', 'signed', 'ended', 'owed')),
  contract_id TEXT NOT NULL REFERENCES contracts (contract_id),
  deduction_id TEXT REFERENCES deductions (deduction_id),
  -- To be sent from then on, also while somebody sends it; null = told, or given up.
  due_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  told_at INTEGER,
  CONSTRAINT charge_has_deduction CHECK ((kind IN ('charged', 'owed')) = (deduction_id IS NOT NULL)),
  CONSTRAINT told_is_not_due CHECK (told_at IS NULL OR due_at IS NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO messages SELECT * FROM messages_before;
DROP TABLE messages_before;
CREATE INDEX messages_due ON messages (due_at) WHERE due_at IS NOT NULL;
