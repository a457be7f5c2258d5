-- What people found out about something its channel never answered for. One proposes, another confirms.

CREATE TABLE resolutions (
  resolution_id TEXT NOT NULL PRIMARY KEY,
  -- A payment, a refund or a deduction.
  unclear_id TEXT NOT NULL,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  finding TEXT NOT NULL CHECK (finding IN ('succeeded', 'failed')),
  channel_txn_no TEXT,
  failure_reason TEXT,
  evidence TEXT NOT NULL CHECK (evidence <> ''),
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'withdrawn')),
  decided_by TEXT,
  decided_at INTEGER,
  version INTEGER NOT NULL,
  CONSTRAINT finding_is_whole CHECK (
    (finding = 'succeeded') = (channel_txn_no IS NOT NULL) AND (finding = 'failed') = (failure_reason IS NOT NULL)
  ),
  CONSTRAINT decided_has_person CHECK (
    (state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)
  ),
  CONSTRAINT second_person CHECK (state <> 'confirmed' OR decided_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX resolutions_one_open ON resolutions (unclear_id) WHERE state = 'proposed';
CREATE INDEX resolutions_of ON resolutions (unclear_id, resolution_id);
CREATE INDEX resolutions_to_decide ON resolutions (proposed_at) WHERE state = 'proposed';

-- Whether a channel takes anything new; without a row it does.
CREATE TABLE channel_switches (
  channel TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'stopped')),
  reason TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
