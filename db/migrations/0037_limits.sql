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
