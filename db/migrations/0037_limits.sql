-- What an account pays in a day by methods that we verify ourselves, whatever the tiers. The cap is that of the tier of the
-- payment that raised it last.
CREATE TABLE verified_days (
  account TEXT NOT NULL,
  scope TEXT NOT NULL,
  day TEXT NOT NULL,
  spent INTEGER NOT NULL CHECK (spent >= 0),
  cap INTEGER NOT NULL,
  PRIMARY KEY (account, scope, day),
  CONSTRAINT verified_daily_limit CHECK (spent <= cap)
) STRICT, WITHOUT ROWID;

-- Lower limits that people set themselves: for all their charges without a password, for one contract's, or for what
-- they pay by methods that we verify ourselves. A row with neither amount was a limit once.
CREATE TABLE own_limits (
  consumer_id TEXT NOT NULL REFERENCES consumers (consumer_id),
  -- charges, payments, or the id of a contract.
  about TEXT NOT NULL,
  per_transaction INTEGER CHECK (per_transaction > 0),
  per_day INTEGER CHECK (per_day > 0),
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (consumer_id, about),
  CONSTRAINT payments_are_limited_by_day CHECK (about <> 'payments' OR per_transaction IS NULL)
) STRICT, WITHOUT ROWID;
