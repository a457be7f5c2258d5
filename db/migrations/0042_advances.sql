-- What the network advanced for a payer whose card had too little (垫付): the charge succeeds, and the payer owes the
-- network until they repay, the network writes it off, or takes it back of the merchant (docs/advances.md).
ALTER TABLE deductions ADD COLUMN advance TEXT
  CHECK (advance IN ('outstanding', 'repaid', 'written_off', 'reclaimed'));
ALTER TABLE deductions ADD COLUMN advance_ended_at INTEGER
  CONSTRAINT advance_ended_has_time CHECK (
    (advance_ended_at IS NOT NULL) = (coalesce(advance, 'outstanding') <> 'outstanding'));
CREATE INDEX deductions_advanced ON deductions (deduction_id) WHERE advance = 'outstanding';
