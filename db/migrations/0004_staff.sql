-- Who works for a merchant number or for the institution, and how they sign in.

CREATE TABLE staff (
  staff_id TEXT NOT NULL PRIMARY KEY,
  -- Null for an operator, who belongs to the institution.
  merchant_no TEXT REFERENCES merchants (merchant_no),
  role TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'removed')),
  sealed_name TEXT,
  sealed_mail TEXT,
  mail_digest TEXT,
  -- What they are told by mail, as a JSON list.
  alerts TEXT NOT NULL,
  -- The digest of a one-time link's token.
  invitation_digest TEXT CONSTRAINT invitation_once UNIQUE,
  invitation_expires_at INTEGER,
  created_at INTEGER NOT NULL,
  joined_at INTEGER,
  removed_at INTEGER,
  version INTEGER NOT NULL,
  CONSTRAINT role_of_place CHECK (
    (merchant_no IS NULL AND role IN ('admin', 'reviewer', 'support'))
    OR (merchant_no IS NOT NULL AND role IN ('owner', 'developer', 'finance', 'viewer', 'till'))),
  CONSTRAINT active_is_known CHECK (state <> 'active' OR (sealed_name IS NOT NULL AND mail_digest IS NOT NULL)),
  CONSTRAINT removed_has_no_invitation CHECK (state <> 'removed' OR invitation_digest IS NULL)
) STRICT;
CREATE INDEX staff_of_place ON staff (coalesce(merchant_no, ''), staff_id) WHERE state <> 'removed';
CREATE INDEX staff_active_by_role ON staff (merchant_no, role) WHERE state = 'active';
-- Nobody is in one place twice.
CREATE UNIQUE INDEX staff_mail_once ON staff (coalesce(merchant_no, ''), mail_digest) WHERE state <> 'removed';

CREATE TABLE staff_passkeys (
  passkey_id TEXT NOT NULL PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  credential_id TEXT NOT NULL CONSTRAINT credential_once UNIQUE,
  public_key TEXT NOT NULL,
  counter INTEGER NOT NULL CHECK (counter >= 0),
  transports TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX staff_passkeys_by_owner ON staff_passkeys (staff_id, passkey_id);

-- Keyed digests of unused ones.
CREATE TABLE staff_recovery_codes (
  digest TEXT NOT NULL PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_recovery_codes_by_owner ON staff_recovery_codes (staff_id);

CREATE TABLE staff_sessions (
  session_id TEXT NOT NULL PRIMARY KEY,
  token_digest TEXT NOT NULL CONSTRAINT staff_token_once UNIQUE,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  proof TEXT NOT NULL CHECK (proof IN ('passkey', 'recovery_code', 'invitation', 'demo_link')),
  confirmed_at INTEGER NOT NULL,
  client TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_sessions_by_owner ON staff_sessions (staff_id, seen_at);
CREATE INDEX staff_sessions_by_end ON staff_sessions (expires_at);

-- What an authenticator is asked to sign: taken by the first answer, right or wrong.
CREATE TABLE passkey_challenges (
  digest TEXT NOT NULL PRIMARY KEY,
  subject TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_challenges_by_end ON passkey_challenges (expires_at);

-- Dangerous acts that wait for a second person.
CREATE TABLE proposals (
  proposal_id TEXT NOT NULL PRIMARY KEY,
  -- Which merchant number it is about; null for the institution.
  merchant_no TEXT REFERENCES merchants (merchant_no),
  -- In whose list it waits: the merchant number's, or with null the institution's.
  place TEXT CONSTRAINT place_is_its_own CHECK (place IS NULL OR place = merchant_no),
  -- As JSON; what nobody may read is sealed until it is decided.
  act TEXT NOT NULL,
  sealed TEXT CONSTRAINT sealed_while_waiting CHECK (sealed IS NULL OR state = 'waiting'),
  digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'withdrawn')),
  proposed_by TEXT NOT NULL REFERENCES staff (staff_id),
  proposed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  decided_by TEXT REFERENCES staff (staff_id),
  decided_at INTEGER,
  version INTEGER NOT NULL,
  CONSTRAINT decided_by_somebody CHECK ((state = 'waiting') = (decided_by IS NULL)),
  CONSTRAINT second_person CHECK (state <> 'confirmed' OR decided_by <> proposed_by)
) STRICT;
CREATE INDEX proposals_waiting ON proposals (coalesce(place, ''), proposal_id) WHERE state = 'waiting';
CREATE INDEX proposals_open ON proposals (proposal_id) WHERE state = 'waiting';
-- How one payment, refund or deduction is to be settled by hand: one proposal at a time.
CREATE UNIQUE INDEX proposals_one_to_settle ON proposals (json_extract(act, '$.of')) WHERE state = 'waiting';
CREATE INDEX proposals_to_settle ON proposals (json_extract(act, '$.of'), proposal_id) WHERE json_extract(act, '$.of') IS NOT NULL;

-- Mails that staff are owed, from the write of what they tell until they are handed over.
CREATE TABLE staff_mails (
  mail_id TEXT NOT NULL PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (staff_id),
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Null once it was handed over, or given up.
  due_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_mails_due ON staff_mails (due_at) WHERE due_at IS NOT NULL;
