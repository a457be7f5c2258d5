-- Since when nobody asks the channel about a payment or a refund any more; only what is still unclear has it.
ALTER TABLE payments ADD COLUMN queries_ended_at INTEGER
  CONSTRAINT queries_ended_while_processing CHECK (queries_ended_at IS NULL OR state = 'processing');
ALTER TABLE refunds ADD COLUMN queries_ended_at INTEGER
  CONSTRAINT queries_ended_while_processing CHECK (queries_ended_at IS NULL OR state = 'processing');
-- What was left unclear before this was recorded is due now.
UPDATE payments SET query_after = sent_at + 86400000
  WHERE state = 'processing' AND query_after IS NULL;
UPDATE refunds SET query_after = sent_at + 86400000
  WHERE state = 'processing' AND query_after IS NULL;
