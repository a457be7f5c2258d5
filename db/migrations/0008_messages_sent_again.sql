-- A message owed is marked only after it was handed over, so it may go out again: always under the same id.
CREATE TABLE charge_notices_owed (
  deduction_id TEXT NOT NULL PRIMARY KEY REFERENCES deductions (deduction_id),
  -- To be sent from then on, also while somebody sends it; null = told, or given up.
  due_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  told_at INTEGER,
  CONSTRAINT told_is_not_due CHECK (told_at IS NULL OR due_at IS NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO charge_notices_owed (deduction_id, due_at, told_at)
  SELECT deduction_id, CASE WHEN told_at IS NULL THEN due_at END, told_at FROM charge_notices;
DROP TABLE charge_notices;
ALTER TABLE charge_notices_owed RENAME TO charge_notices;
CREATE INDEX charge_notices_due ON charge_notices (due_at) WHERE due_at IS NOT NULL;

-- The sandbox's phones drop what they have, as a provider does.
ALTER TABLE sandbox_messages ADD COLUMN message_id TEXT;
CREATE UNIQUE INDEX sandbox_messages_once ON sandbox_messages (message_id);
