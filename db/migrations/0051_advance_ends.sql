-- How an advance ended by the word of two people, where the channel's never came (docs/deductions.md). Its row is there
-- once, and neither changed nor removed.
CREATE TABLE advance_ends (
  deduction_id TEXT NOT NULL PRIMARY KEY REFERENCES deductions (deduction_id),
  way TEXT NOT NULL CHECK (way IN ('repaid_by_payer', 'repaid_by_other', 'given_up')),
  -- The bank's, of the repayment.
  reference TEXT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  -- The event that ended it.
  version INTEGER NOT NULL,
  CONSTRAINT repaid_has_reference CHECK ((way = 'given_up') = (reference IS NULL)),
  FOREIGN KEY (deduction_id, version) REFERENCES events (subject_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER advance_ends_update BEFORE UPDATE ON advance_ends
  BEGIN SELECT RAISE(ABORT, 'the end of an advance is never changed'); END;
CREATE TRIGGER advance_ends_delete BEFORE DELETE ON advance_ends
  BEGIN SELECT RAISE(ABORT, 'the end of an advance is never removed'); END;
