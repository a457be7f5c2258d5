-- What an order that is paid by bank transfer asks for, as JSON: payee, remittance code, buyer. Null: paid in the checkout.
ALTER TABLE orders ADD COLUMN transfer TEXT;
CREATE UNIQUE INDEX orders_by_remittance_code ON orders (json_extract(transfer, '$.remittanceCode'))
  WHERE transfer IS NOT NULL;

-- A bank's file of one account of ours. The same content comes in once.
CREATE TABLE bank_files (
  file_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL CONSTRAINT bank_file_once UNIQUE,
  account_no TEXT NOT NULL,
  lines INTEGER NOT NULL,
  known INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  imported_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- What came in, a line of a bank's file each. What is neither allocated nor returned is in suspense.
CREATE TABLE bank_lines (
  line_id TEXT NOT NULL PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES bank_files (file_id),
  line_no INTEGER NOT NULL,
  account_no TEXT NOT NULL,
  -- Of the account as it was configured: it pays orders of numbers of this mode.
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  -- The bank's own number of it, else a digest of its content and its occurrence.
  identity TEXT NOT NULL,
  booked_on TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  sealed_payer TEXT NOT NULL,
  remark TEXT NOT NULL,
  bank_ref TEXT,
  -- The one remittance code in it, whose order that is, and whose merchant's.
  code TEXT,
  order_id TEXT,
  merchant_no TEXT,
  state TEXT NOT NULL CHECK (state IN ('new', 'suspense', 'settled')),
  reason TEXT,
  allocated INTEGER NOT NULL DEFAULT 0,
  returned INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  CONSTRAINT bank_line_spent_once CHECK (
    allocated >= 0 AND returned >= 0 AND allocated + returned <= amount
    AND (state = 'settled') = (allocated + returned = amount)
  ),
  CONSTRAINT bank_line_once UNIQUE (account_no, identity)
) STRICT;
CREATE INDEX bank_lines_unseen ON bank_lines (file_id, line_no) WHERE state = 'new';
CREATE INDEX bank_lines_by_state ON bank_lines (state, line_id);
CREATE INDEX bank_lines_of_merchant ON bank_lines (merchant_no, state, line_id) WHERE merchant_no IS NOT NULL;
CREATE INDEX bank_lines_of_file ON bank_lines (file_id, line_no);

-- What people look through to see which order money is for, and which refunds they have to make.
CREATE INDEX orders_awaiting_transfer ON orders (order_id) WHERE transfer IS NOT NULL AND state = 'open';
CREATE INDEX refunds_to_make ON refunds (refund_id)
  WHERE channel = 'bank_transfer' AND state IN ('requested', 'processing');

-- Which part of a line paid which order, many to many.
CREATE TABLE bank_allocations (
  line_id TEXT NOT NULL REFERENCES bank_lines (line_id),
  payment_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (line_id, payment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_allocations_of_payment ON bank_allocations (payment_id);
