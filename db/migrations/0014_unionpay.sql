-- What a number was connected to and trades through; null: a test number's sandbox, and nothing for a live one.
ALTER TABLE merchants ADD COLUMN channel TEXT
  CHECK (channel IS NULL OR channel = 'unionpay' OR (channel = 'sandbox' AND mode = 'test'));

-- A certificate of ours at UnionPay's gateway, with its keys, and whom we believe there. One number's own, or of many.
CREATE TABLE gateway_credentials (
  name TEXT NOT NULL PRIMARY KEY,
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  gateway_url TEXT NOT NULL,
  -- PEM of the roots and those between.
  roots TEXT NOT NULL,
  sealed_keys TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- As whom a number trades there.
CREATE TABLE connections (
  merchant_no TEXT NOT NULL PRIMARY KEY REFERENCES merchants (merchant_no),
  credential TEXT NOT NULL REFERENCES gateway_credentials (name),
  mer_id TEXT NOT NULL,
  -- Its role, as JSON.
  access TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the payer paid, where that is less than the amount, and the day on which the channel clears it (MMDD).
ALTER TABLE payments ADD COLUMN paid_by_payer INTEGER
  CHECK (paid_by_payer IS NULL OR (paid_by_payer >= 0 AND paid_by_payer <= amount));
ALTER TABLE payments ADD COLUMN clearing_day TEXT;

-- Notices to a number of ours that were not taken, for the operator. A stranger can make any number of them, so only so
-- many are kept (docs/unionpay.md).
CREATE TABLE refused_notices (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL,
  merchant_no TEXT NOT NULL,
  at INTEGER NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  -- As it says itself, and perhaps not truly.
  channel_order_no TEXT
) STRICT;
