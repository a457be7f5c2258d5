-- A payout is of a batch, or of a refund that reached nobody: both go to the bank in runs, and come back alike
-- (docs/refunds.md).
CREATE TABLE payouts_of_both (
  payout_id TEXT NOT NULL PRIMARY KEY,
  settlement_id TEXT REFERENCES settlement_batches (settlement_id),
  refund_id TEXT REFERENCES refunds (refund_id),
  -- The proposal by which two people gave it to the bank, with others.
  run TEXT NOT NULL,
  account_id TEXT REFERENCES settlement_accounts (account_id),
  -- What is kept of a payer's account.
  masked_account TEXT,
  fen INTEGER NOT NULL CHECK (fen > 0),
  state TEXT NOT NULL CHECK (state IN ('sent', 'paid', 'returned')),
  sent_at INTEGER NOT NULL,
  paid_on TEXT,
  -- The bank's.
  reference TEXT,
  returned_because TEXT,
  -- The bank's number of what came back: the same money comes back once.
  returned_as TEXT CONSTRAINT payout_returned_once UNIQUE,
  CONSTRAINT payout_of_one CHECK ((settlement_id IS NULL) <> (refund_id IS NULL)),
  CONSTRAINT payout_to_one CHECK ((settlement_id IS NULL) = (account_id IS NULL)
    AND (refund_id IS NULL) = (masked_account IS NULL)),
  CONSTRAINT returned_has_reason CHECK ((state = 'returned') = (returned_because IS NOT NULL)),
  CONSTRAINT returned_has_number CHECK (state = 'returned' OR returned_as IS NULL),
  CONSTRAINT paid_has_day CHECK (state <> 'paid' OR paid_on IS NOT NULL AND reference IS NOT NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO payouts_of_both (payout_id, settlement_id, run, account_id, fen, state, sent_at, paid_on, reference,
    returned_because)
  SELECT payout_id, settlement_id, run, account_id, fen, state, sent_at, paid_on, reference, returned_because
  FROM payouts;
-- What two people decided on and one recorded until now: it can come back from here on.
INSERT INTO payouts_of_both (payout_id, refund_id, run, masked_account, fen, state, sent_at, paid_on, reference)
  SELECT 'pyo_' || substr(r.refund_id, 5), r.refund_id, p.proposal_id, json_extract(p.act, '$.masked'), r.amount,
    'paid', e.at, strftime('%Y-%m-%d', e.at / 1000 + 28800, 'unixepoch'), r.payout_reference
  FROM refunds r
  JOIN events e ON e.subject_id = r.refund_id AND e.type = 'refund.delivered'
    AND json_extract(e.data, '$.delivered_by') = 'bank'
  JOIN proposals p ON p.proposal_id = (
    SELECT max(q.proposal_id) FROM proposals q WHERE q.state = 'confirmed'
      AND json_extract(q.act, '$.kind') = 'pay_out_refund' AND json_extract(q.act, '$.of') = r.refund_id)
  WHERE r.payout_reference IS NOT NULL;
DROP TABLE payouts;
ALTER TABLE payouts_of_both RENAME TO payouts;
-- A batch is paid out once, and so is a refund.
CREATE UNIQUE INDEX payout_once ON payouts (settlement_id) WHERE state IN ('sent', 'paid');
CREATE UNIQUE INDEX refund_payout_once ON payouts (refund_id) WHERE state IN ('sent', 'paid');
CREATE INDEX payouts_of_batch ON payouts (settlement_id, payout_id);
CREATE INDEX payouts_of_run ON payouts (run, payout_id);
CREATE INDEX payouts_of_sum ON payouts (fen, payout_id) WHERE state IN ('sent', 'paid');

-- Which payout of what reached nobody is at the bank.
ALTER TABLE refunds ADD COLUMN payout_id TEXT
  CONSTRAINT payout_is_agreed CHECK (payout_id IS NULL OR sealed_payout_account IS NOT NULL);
CREATE INDEX refunds_to_pay_out ON refunds (stranded_at, refund_id)
  WHERE sealed_payout_account IS NOT NULL AND payout_id IS NULL;

-- The line of the bank's file that is what came back of a payout.
ALTER TABLE bank_lines ADD COLUMN payout_id TEXT REFERENCES payouts (payout_id)
  CONSTRAINT line_is_one_thing CHECK (payout_id IS NULL OR receipt_id IS NULL);
CREATE UNIQUE INDEX bank_lines_of_payout ON bank_lines (payout_id) WHERE payout_id IS NOT NULL;

-- Advances by what became of them (docs/deductions.md).
DROP INDEX deductions_advanced;
CREATE INDEX deductions_by_advance ON deductions (advance, deduction_id) WHERE advance IS NOT NULL;

-- What came is from a channel: a number may be paid by the one it trades through, and by wallet apps (docs/settlement.md).
ALTER TABLE receipt_days ADD COLUMN channel TEXT NOT NULL DEFAULT '';
UPDATE receipt_days SET channel = (SELECT r.channel FROM receipts r WHERE r.receipt_id = receipt_days.receipt_id);
CREATE INDEX settlement_items_of_wallets ON settlement_items (day, merchant_no, channel, amount)
  WHERE channel GLOB 'wallet:*';
