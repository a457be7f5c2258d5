-- A notice before a charge is recorded before its message goes out, and allows the charge once it was handed over.
CREATE TABLE deduction_notices_told (
  notice_id TEXT NOT NULL PRIMARY KEY,
  contract_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  amount INTEGER NOT NULL,
  subject TEXT NOT NULL,
  -- As the merchant asked; null = as soon as it may.
  charge_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('sending', 'sent')),
  recorded_at INTEGER NOT NULL,
  sent_at INTEGER,
  chargeable_from INTEGER,
  -- The one deduction it covers; a second claim is refused.
  used_by TEXT,
  uses INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL,
  -- A person gets only so many a day about one contract: read inside the write that records one.
  g_few INTEGER NOT NULL DEFAULT 1 CONSTRAINT deduction_notices_per_day CHECK (g_few = 1),
  CONSTRAINT notice_covers_one CHECK (uses <= 1),
  CONSTRAINT only_a_sent_notice_covers CHECK (used_by IS NULL OR state = 'sent'),
  CONSTRAINT sent_notice_has_times CHECK (
    (state = 'sent') = (sent_at IS NOT NULL) AND (state = 'sent') = (chargeable_from IS NOT NULL)
  )
) STRICT;
INSERT INTO deduction_notices_told (notice_id, contract_id, merchant_no, amount, subject, charge_at,
    state, recorded_at, sent_at, chargeable_from, used_by, uses, version)
  SELECT notice_id, contract_id, merchant_no, amount, subject,
    CASE WHEN chargeable_from > sent_at + 86400000 THEN chargeable_from END,
    'sent', sent_at, sent_at, chargeable_from, used_by, uses, version
  FROM deduction_notices;
DROP TABLE deduction_notices;
ALTER TABLE deduction_notices_told RENAME TO deduction_notices;
CREATE INDEX deduction_notices_unused ON deduction_notices (contract_id, chargeable_from)
  WHERE used_by IS NULL AND state = 'sent';
CREATE INDEX deduction_notices_of_contract ON deduction_notices (contract_id, recorded_at);
-- The same asked for again, also at once, is the same message.
CREATE UNIQUE INDEX deduction_notices_sending ON deduction_notices (
  contract_id, merchant_no, amount, subject, ifnull(charge_at, 0)
) WHERE state = 'sending';
