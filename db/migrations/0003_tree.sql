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
