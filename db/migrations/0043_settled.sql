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
