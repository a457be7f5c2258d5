-- What a merchant attaches to a dispute: up to five files, of which the dispute keeps name, type, size and SHA-256, and this
-- table the content, sealed. None is ever changed or removed (docs/disputes.md).
ALTER TABLE disputes ADD COLUMN files TEXT NOT NULL DEFAULT '[]'
  CONSTRAINT dispute_files_few CHECK (json_array_length(files) <= 5);
CREATE TABLE dispute_files (
  dispute_id TEXT NOT NULL REFERENCES disputes (dispute_id),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  -- 1 MiB in base64, sealed.
  sealed TEXT NOT NULL CONSTRAINT dispute_file_small CHECK (length(sealed) <= 1900000),
  PRIMARY KEY (dispute_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER dispute_files_update BEFORE UPDATE OF dispute_id, sha256 ON dispute_files
  BEGIN SELECT RAISE(ABORT, 'a file of a dispute is never changed'); END;
CREATE TRIGGER dispute_files_delete BEFORE DELETE ON dispute_files
  BEGIN SELECT RAISE(ABORT, 'a file of a dispute is never removed'); END;

-- Everybody is told of disputes until they choose otherwise; a role that may not see them is never mailed.
UPDATE staff SET alerts = json_insert(alerts, '$[#]', 'dispute_opened', '$[#]', 'dispute_due', '$[#]', 'dispute_decided');

-- Money that came for what a channel has cleared (归集): for which clearing days, and which line of the bank's file it is.
ALTER TABLE receipts ADD COLUMN days TEXT NOT NULL DEFAULT '[]';
CREATE TABLE receipt_days (
  merchant_no TEXT NOT NULL,
  day TEXT NOT NULL,
  -- The first, second … that came for that day: of two that came at once, one is decided anew.
  nth INTEGER NOT NULL CHECK (nth > 0),
  receipt_id TEXT NOT NULL REFERENCES receipts (receipt_id),
  fen INTEGER NOT NULL CHECK (fen <> 0),
  PRIMARY KEY (merchant_no, day, nth)
) STRICT, WITHOUT ROWID;
ALTER TABLE bank_lines ADD COLUMN receipt_id TEXT REFERENCES receipts (receipt_id);
CREATE UNIQUE INDEX bank_lines_of_receipt ON bank_lines (receipt_id) WHERE receipt_id IS NOT NULL;
CREATE INDEX bank_lines_by_ref ON bank_lines (bank_ref) WHERE bank_ref IS NOT NULL;
CREATE INDEX statement_files_cleared ON statement_files (clearing_day, merchant_no, net)
  WHERE state = 'imported' AND kind IN ('zm', 'zme');
