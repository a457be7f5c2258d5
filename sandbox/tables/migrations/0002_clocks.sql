-- How far a merchant's test clock is ahead of the bank's, as the bank was told: it looks at no table of the portal.
CREATE TABLE sandbox_clocks (
  merchant_no TEXT NOT NULL PRIMARY KEY,
  ahead_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
