-- Since when nobody asks the channel about a deduction any more; only what is still unclear has it.
ALTER TABLE deductions ADD COLUMN queries_ended_at INTEGER
  CONSTRAINT queries_ended_while_processing CHECK (queries_ended_at IS NULL OR state = 'processing');
-- What was left unclear before this was recorded is due now.
UPDATE deductions SET query_after = sent_at + 86400000
  WHERE state = 'processing' AND sent_at IS NOT NULL AND query_after IS NULL;
