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

-- The tree: who is below whom, each with how far; a number is at distance 0 from itself.

CREATE TABLE merchant_lines (
  line_id INTEGER PRIMARY KEY,
  above_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  depth INTEGER NOT NULL CHECK ((depth = 0) = (above_no = merchant_no)),
  CONSTRAINT line_once UNIQUE (merchant_no, above_no)
) STRICT;
-- In the order of the commits: every index ends with the row's number.
CREATE INDEX merchant_lines_below ON merchant_lines (above_no) WHERE depth > 0;

INSERT INTO merchant_lines (above_no, merchant_no, depth)
WITH RECURSIVE line (above_no, merchant_no, depth, opened) AS (
  SELECT merchant_no, merchant_no, 0, rowid FROM merchants
  UNION ALL
  SELECT m.parent_no, line.merchant_no, line.depth + 1, line.opened
  FROM line JOIN merchants m ON m.merchant_no = line.above_no WHERE m.parent_no IS NOT NULL
)
SELECT above_no, merchant_no, depth FROM line ORDER BY opened, depth;

-- One legal subject is one enterprise, however many numbers it has.
CREATE TABLE enterprises (
  enterprise_id TEXT NOT NULL PRIMARY KEY,
  licence_no TEXT NOT NULL CONSTRAINT licence_once UNIQUE,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;

ALTER TABLE merchants ADD COLUMN enterprise_id TEXT REFERENCES enterprises (enterprise_id);
CREATE INDEX merchants_of_enterprise ON merchants (enterprise_id) WHERE enterprise_id IS NOT NULL;
-- The parent's own name for it: asked for again under the same one, a child is not opened twice.
ALTER TABLE merchants ADD COLUMN reference TEXT;
CREATE UNIQUE INDEX merchants_by_reference ON merchants (parent_no, reference)
  WHERE reference IS NOT NULL;

-- Where a merchant number is settled to. No payment ever reads it.
CREATE TABLE settlement_accounts (
  account_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  bank TEXT NOT NULL,
  last_four TEXT NOT NULL,
  masked_holder TEXT NOT NULL,
  sealed TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in_force', 'replaced')),
  in_force_from INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX settlement_accounts_in_force ON settlement_accounts (merchant_no)
  WHERE state = 'in_force';

-- What a parent and those below it have agreed on (rule of the field: only by agreement).
CREATE TABLE sharing_agreements (
  agreement_id TEXT NOT NULL PRIMARY KEY,
  agreement_no TEXT NOT NULL,
  parent_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  covers TEXT NOT NULL CHECK (covers IN ('children', 'all_below')),
  -- Days in Asia/Shanghai, both included.
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL CONSTRAINT days_in_order CHECK (first_day <= last_day),
  -- Those it covers may charge the contracts whose text named them.
  shares_contracts INTEGER NOT NULL CHECK (shares_contracts IN (0, 1)),
  -- What the parent may do for them with its own keys, as JSON.
  parent_may TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in_force', 'withdrawn')),
  agreed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT agreement_no_once UNIQUE (parent_no, agreement_no)
) STRICT;

-- Under which agreement a contract names others; without one it names nobody.
ALTER TABLE contracts ADD COLUMN sharing_agreement_id TEXT REFERENCES sharing_agreements (agreement_id);
ALTER TABLE merchants DROP COLUMN shares_contracts;
CREATE INDEX sharing_agreements_of_parent ON sharing_agreements (parent_no, last_day);

-- What a key may sign for, and about when it last did: written at most once a day, because it is no fact of ours.
ALTER TABLE merchant_keys ADD COLUMN scopes TEXT NOT NULL DEFAULT '["create","sign","charge","refund"]';
ALTER TABLE merchant_keys ADD COLUMN last_signed_at INTEGER;

-- Taking on (进件): a live number is applied for by the number above it. Each submission is a version.
CREATE TABLE merchant_applications (
  application_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  parent_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  reference TEXT NOT NULL,
  name TEXT NOT NULL,
  licence_no TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  products TEXT NOT NULL,
  return_urls TEXT NOT NULL,
  embed_origins TEXT NOT NULL,
  -- SHA-256 of the agreement that was signed on paper.
  agreement_digest TEXT NOT NULL,
  -- Contact and settlement account, masked as JSON, and whole.
  masked TEXT NOT NULL,
  sealed TEXT NOT NULL,
  -- Keyed, over everything that was submitted: the same again is the same.
  form_digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('submitted', 'approved', 'rejected')),
  rejection_reason TEXT,
  -- What an approval opened.
  merchant_no TEXT,
  submitted_at INTEGER NOT NULL,
  decided_at INTEGER,
  PRIMARY KEY (application_id, version),
  CONSTRAINT application_reference_once UNIQUE (parent_no, reference, version),
  CONSTRAINT approved_has_merchant CHECK ((state = 'approved') = (merchant_no IS NOT NULL)),
  CONSTRAINT rejected_has_reason CHECK ((state = 'rejected') = (rejection_reason IS NOT NULL)),
  CONSTRAINT decided_application_has_time CHECK ((state = 'submitted') = (decided_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX merchant_applications_waiting ON merchant_applications (submitted_at, application_id)
  WHERE state = 'submitted';
CREATE INDEX merchant_applications_of_parent ON merchant_applications (parent_no, application_id, version);

-- The rest of the application form of a plan: who applies, when it was filled in, and, sealed, by whom and whom to call.
ALTER TABLE plans ADD COLUMN applicant TEXT;
ALTER TABLE plans ADD COLUMN filled_in_at INTEGER;
ALTER TABLE plans ADD COLUMN sealed_people TEXT;

-- An app id of a number's own, with the cooperation agreement it was granted by; a number without one shares the app of
-- the number above it.
CREATE TABLE apps (
  app_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL CONSTRAINT app_of_merchant_once UNIQUE REFERENCES merchants (merchant_no),
  name TEXT NOT NULL,
  agreement_digest TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
ALTER TABLE merchant_applications ADD COLUMN app_name TEXT;
ALTER TABLE merchant_applications ADD COLUMN app_agreement_digest TEXT
  CONSTRAINT app_has_agreement CHECK ((app_name IS NULL) = (app_agreement_digest IS NULL));
