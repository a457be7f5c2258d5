-- The simulated wallet app: what people have in it, and what portals have taken and given back.
CREATE TABLE sandbox_purses (
  person_no TEXT NOT NULL PRIMARY KEY,
  fen INTEGER NOT NULL CONSTRAINT sandbox_purse_covers CHECK (fen >= 0)
) STRICT, WITHOUT ROWID;

-- Each once by its number, also what was refused, and what was asked about before it came.
CREATE TABLE sandbox_debits (
  number TEXT NOT NULL PRIMARY KEY,
  person_no TEXT,
  amount INTEGER NOT NULL,
  refunded INTEGER NOT NULL DEFAULT 0,
  payee TEXT NOT NULL,
  subject TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('paid', 'declined', 'closed')),
  reason TEXT,
  txn_no TEXT UNIQUE,
  at INTEGER NOT NULL,
  CONSTRAINT sandbox_debit_has_number CHECK ((state = 'paid') = (txn_no IS NOT NULL)),
  CONSTRAINT sandbox_debit_covers CHECK (refunded >= 0 AND refunded <= amount)
) STRICT, WITHOUT ROWID;
CREATE INDEX sandbox_debits_of_person ON sandbox_debits (person_no, at);

CREATE TABLE sandbox_purse_refunds (
  number TEXT NOT NULL PRIMARY KEY,
  debit_no TEXT,
  amount INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('returned', 'refused', 'closed')),
  txn_no TEXT
) STRICT, WITHOUT ROWID;
