-- "I don't recognise this": what a payer or a channel disputes, until it is decided (docs/disputes.md).

-- What the channel took back for a payer, less what it gave again. What was taken back is not there to refund: the write
-- of a refund refuses it.
ALTER TABLE payments ADD COLUMN charged_back INTEGER NOT NULL DEFAULT 0 CHECK (charged_back BETWEEN 0 AND amount);
ALTER TABLE deductions ADD COLUMN charged_back INTEGER NOT NULL DEFAULT 0 CHECK (charged_back BETWEEN 0 AND amount);

-- Who made a payment, where they were signed in when they did.
CREATE TABLE payment_consumers (
  payment_id TEXT NOT NULL PRIMARY KEY REFERENCES payments (payment_id),
  consumer_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payments_of_consumer ON payment_consumers (consumer_id, payment_id);
INSERT INTO payment_consumers
SELECT p.payment_id, substr(e.by, 10) FROM payments p
JOIN events e ON e.subject_id = p.payment_id AND e.version = 1 WHERE e.by GLOB 'consumer:con_*';

CREATE INDEX deduction_notices_used ON deduction_notices (used_by) WHERE used_by IS NOT NULL;

CREATE TABLE disputes (
  dispute_id TEXT NOT NULL PRIMARY KEY,
  -- The payment or the deduction, which is disputed once.
  subject_id TEXT NOT NULL CONSTRAINT disputed_once UNIQUE,
  order_id TEXT REFERENCES orders (order_id),
  payment_id TEXT REFERENCES payments (payment_id),
  deduction_id TEXT REFERENCES deductions (deduction_id),
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  -- Where the money was settled; null = at its merchant number itself.
  settle_merchant_no TEXT,
  merchant_order_no TEXT NOT NULL,
  channel TEXT NOT NULL,
  -- Null where only the channel knows who disputes it.
  consumer_id TEXT,
  opened_by TEXT NOT NULL CHECK (opened_by IN ('consumer', 'channel')),
  reason TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- What was on record about it when it was opened, as JSON.
  evidence TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'contested', 'escalated', 'accepted', 'refunded', 'declined', 'lapsed',
    'withdrawn', 'charged_back', 'reversed')),
  -- By when whoever has the next word should have said it.
  due_at INTEGER,
  reminded_at INTEGER,
  -- What the merchant says.
  answer TEXT,
  answered_at INTEGER,
  escalated_at INTEGER,
  -- What the institution says.
  decision TEXT,
  refund_id TEXT REFERENCES refunds (refund_id),
  ended_at INTEGER,
  -- What the channel took back in it, less what it gave again, and in how many steps.
  charged_back INTEGER NOT NULL CHECK (charged_back >= 0),
  steps INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT dispute_of_one CHECK (subject_id IS coalesce(payment_id, deduction_id)
    AND (payment_id IS NULL) = (order_id IS NULL) AND (payment_id IS NULL) <> (deduction_id IS NULL)),
  CONSTRAINT answer_has_time CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CONSTRAINT waits_or_has_ended CHECK ((state IN ('open', 'contested', 'escalated')) = (due_at IS NOT NULL)
    AND (due_at IS NULL) = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX disputes_listed ON disputes (merchant_no);
CREATE INDEX disputes_by_state ON disputes (merchant_no, state);
CREATE INDEX disputes_by_time ON disputes (merchant_no, created_at);
CREATE INDEX disputes_by_end ON disputes (merchant_no, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX disputes_by_order_no ON disputes (merchant_no, merchant_order_no);
CREATE INDEX disputes_of_order ON disputes (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX disputes_of_consumer ON disputes (consumer_id, dispute_id) WHERE consumer_id IS NOT NULL;
CREATE INDEX disputes_by_any_state ON disputes (state, created_at, dispute_id);
CREATE INDEX disputes_due ON disputes (due_at) WHERE due_at IS NOT NULL;

-- What the channel took back or gave again, by a line of its corrections (差错): each line once.
CREATE TABLE chargebacks (
  chargeback_id TEXT NOT NULL PRIMARY KEY,
  dispute_id TEXT NOT NULL REFERENCES disputes (dispute_id),
  -- From 1: also its line in the books. The event of this version booked it.
  step INTEGER NOT NULL CHECK (step > 0),
  version INTEGER NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('taken', 'returned')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  file_id TEXT NOT NULL,
  line_no INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT chargeback_step_once UNIQUE (dispute_id, step),
  CONSTRAINT chargeback_of_line_once UNIQUE (file_id, line_no)
) STRICT, WITHOUT ROWID;

-- A correction names the transaction that it corrects: its time and trace number there.
ALTER TABLE statement_lines ADD COLUMN original_trace TEXT;

-- What the channel took back or gave again it has cleared: it goes into the number's next batch.
CREATE TRIGGER chargeback_clears AFTER INSERT ON chargebacks
BEGIN
  INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee, file_id)
  SELECT new.dispute_id, new.step, 'chargeback', coalesce(d.settle_merchant_no, d.merchant_no), d.channel,
    f.clearing_day, iif(new.direction = 'taken', -new.amount, new.amount), 0, new.file_id
  FROM disputes d JOIN statement_files f ON f.file_id = new.file_id WHERE d.dispute_id = new.dispute_id;
END;
