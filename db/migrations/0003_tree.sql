-- Merchant numbers: how they stand.

ALTER TABLE merchants ADD COLUMN state TEXT NOT NULL DEFAULT 'active'
  CHECK (state IN ('active', 'suspended', 'closed'));
ALTER TABLE merchants ADD COLUMN state_reason TEXT;
ALTER TABLE merchants ADD COLUMN state_at INTEGER
  CONSTRAINT halted_has_reason CHECK (
    (state = 'active') = (state_at IS NULL) AND (state = 'active') = (state_reason IS NULL)
  );
-- Closed, and its open orders and contracts are still to be ended.
ALTER TABLE merchants ADD COLUMN winding_up INTEGER NOT NULL DEFAULT 0
  CONSTRAINT winds_up_closed CHECK (winding_up = 0 OR state = 'closed');
CREATE INDEX merchants_winding_up ON merchants (merchant_no) WHERE winding_up = 1;
