-- What the network advanced for a payer whose card had too little (垫付): the charge succeeds, and the payer owes the
-- network until they repay, the network writes it off, or takes it back of the merchant (docs/advances.md).
ALTER TABLE deductions ADD COLUMN advance TEXT
  CHECK (advance IN ('outstanding', 'repaid', 'written_off', 'reclaimed'));
ALTER TABLE deductions ADD COLUMN advance_ended_at INTEGER
  CONSTRAINT advance_ended_has_time CHECK (
    (advance_ended_at IS NOT NULL) = (coalesce(advance, 'outstanding') <> 'outstanding'));
CREATE INDEX deductions_advanced ON deductions (deduction_id) WHERE advance = 'outstanding';

-- What kind of correction a line of the channel's is, as the channel names it: only chargebacks and what gives them
-- again are taken up; the rest is for people (docs/disputes.md).
ALTER TABLE statement_lines ADD COLUMN transaction_code TEXT;

-- What of the fee a chargeback gives back, or is taken again with it, by what its line says.
ALTER TABLE chargebacks ADD COLUMN fee INTEGER NOT NULL DEFAULT 0 CHECK (fee BETWEEN 0 AND amount);
CREATE TRIGGER chargeback_fee_clears AFTER INSERT ON chargebacks WHEN new.fee > 0
BEGIN
  INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee, file_id)
  SELECT new.dispute_id, 1000 + new.step, 'chargeback', coalesce(d.settle_merchant_no, d.merchant_no), d.channel,
    f.clearing_day, iif(new.direction = 'taken', new.fee, -new.fee), 0, new.file_id
  FROM disputes d JOIN statement_files f ON f.file_id = new.file_id WHERE d.dispute_id = new.dispute_id;
END;

-- What a channel took back of a payer's money that had gone back to them already, or is on its way: taken twice, and
-- claimed back at the channel (再请款).
CREATE TABLE claims (
  claim_id TEXT NOT NULL PRIMARY KEY,
  dispute_id TEXT NOT NULL CONSTRAINT claimed_once UNIQUE REFERENCES disputes (dispute_id),
  subject_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  -- What was taken twice when a line last moved it.
  amount INTEGER NOT NULL CHECK (amount >= 0),
  state TEXT NOT NULL CHECK (state IN ('open', 'sent', 'won', 'dropped')),
  opened_at INTEGER NOT NULL,
  -- Under what the channel has it.
  reference TEXT,
  sent_at INTEGER,
  dropped_because TEXT,
  ended_at INTEGER,
  version INTEGER NOT NULL,
  CONSTRAINT claim_ended_has_time CHECK ((state IN ('won', 'dropped')) = (ended_at IS NOT NULL)),
  CONSTRAINT sent_has_reference CHECK (state <> 'sent' OR reference IS NOT NULL AND sent_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_state ON claims (state, claim_id);

-- Money of a refund that reached nobody, because the payer's card is closed: it has left the merchant, and waits for its
-- payer in an account of the books, by the transfer of that line, until it is sent again or paid to another account.
ALTER TABLE refunds ADD COLUMN stranded_line INTEGER;
ALTER TABLE refunds ADD COLUMN stranded_at INTEGER
  CONSTRAINT stranded_has_time CHECK ((stranded_at IS NULL) = (stranded_line IS NULL));
ALTER TABLE refunds ADD COLUMN stranded_because TEXT
  CONSTRAINT stranded_has_cause CHECK ((stranded_because IS NULL) = (stranded_line IS NULL));
-- Where two people decided to pay it, sealed; and under what the bank has it then.
ALTER TABLE refunds ADD COLUMN sealed_payout_account TEXT
  CONSTRAINT payout_is_of_stranded CHECK (sealed_payout_account IS NULL OR stranded_line IS NOT NULL);
ALTER TABLE refunds ADD COLUMN payout_reference TEXT;
CREATE INDEX refunds_stranded ON refunds (stranded_at, refund_id) WHERE stranded_line IS NOT NULL;

-- What the channel refused for that has no line in any file of its, so it is cleared when it is booked.
CREATE TRIGGER stranded_clears AFTER INSERT ON book_transfers
  WHEN new.code = 'undelivered_refund' AND new.phase = 'pending' AND new.version = (
    SELECT version FROM book_transfers t WHERE t.subject_id = new.subject_id AND t.line = 2)
BEGIN
  INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee)
  SELECT s.subject_id, 1, 'cleared', s.merchant_no, s.channel,
    strftime('%Y-%m-%d', new.at / 1000 + 28800, 'unixepoch'), s.amount, s.fee
  FROM settleable s WHERE s.subject_id = new.subject_id
  ON CONFLICT DO NOTHING;
END;

-- Who is the acquirer, and keeps its part of the fee: the institution, or the channel (docs/reconciliation.md).
ALTER TABLE fee_agreements ADD COLUMN acquired_by TEXT NOT NULL DEFAULT 'institution'
  CHECK (acquired_by IN ('institution', 'channel'));
