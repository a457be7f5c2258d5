-- Everybody is told of what is new until they choose otherwise; a role that may not see it is never told.
UPDATE staff SET alerts = json_insert(alerts, '$[#]', 'credential_ends') WHERE merchant_no IS NULL;

-- Where staff are told by text message, once a code that was sent there was entered, and what they are told there.
ALTER TABLE staff ADD COLUMN sealed_phone TEXT
  CONSTRAINT removed_has_no_phone CHECK (sealed_phone IS NULL OR state <> 'removed');
ALTER TABLE staff ADD COLUMN sms_alerts TEXT NOT NULL DEFAULT '[]';

-- A phone that waits for its code, of which only a keyed digest is kept; one per person.
CREATE TABLE staff_phone_codes (
  staff_id TEXT NOT NULL PRIMARY KEY REFERENCES staff (staff_id),
  sealed_phone TEXT NOT NULL,
  digest TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_phone_codes_by_end ON staff_phone_codes (expires_at);

-- Not mails alone any more.
ALTER TABLE staff_mails RENAME TO staff_alerts;
ALTER TABLE staff_alerts RENAME COLUMN mail_id TO alert_id;
ALTER TABLE staff_alerts ADD COLUMN way TEXT NOT NULL DEFAULT 'mail' CHECK (way IN ('mail', 'sms'));
DROP INDEX staff_mails_due;
CREATE INDEX staff_alerts_due ON staff_alerts (due_at) WHERE due_at IS NOT NULL;

-- A number that has none above it is applied for at the desk: whoever filed the form is not who decides it.
CREATE TABLE merchant_applications_anew (
  application_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  parent_no TEXT REFERENCES merchants (merchant_no),
  reference TEXT NOT NULL,
  name TEXT NOT NULL,
  licence_no TEXT NOT NULL,
  legal_name TEXT NOT NULL,
  products TEXT NOT NULL,
  return_urls TEXT NOT NULL,
  embed_origins TEXT NOT NULL,
  -- SHA-256 of the agreement that was signed on paper.
  agreement_digest TEXT NOT NULL,
  app_name TEXT,
  app_agreement_digest TEXT,
  -- Contact and settlement account, masked as JSON, and whole.
  masked TEXT NOT NULL,
  sealed TEXT NOT NULL,
  phone_digest TEXT,
  -- Keyed, over everything that was submitted: the same again is the same.
  form_digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('submitted', 'approved', 'rejected')),
  rejection_reason TEXT,
  -- What an approval opened.
  merchant_no TEXT,
  submitted_at INTEGER NOT NULL,
  decided_at INTEGER,
  filed_by TEXT REFERENCES staff (staff_id),
  -- One of the staff; null also where somebody with a shell decided.
  decided_by TEXT REFERENCES staff (staff_id),
  PRIMARY KEY (application_id, version),
  CONSTRAINT application_reference_once UNIQUE (parent_no, reference, version),
  CONSTRAINT app_has_agreement CHECK ((app_name IS NULL) = (app_agreement_digest IS NULL)),
  CONSTRAINT approved_has_merchant CHECK ((state = 'approved') = (merchant_no IS NOT NULL)),
  CONSTRAINT rejected_has_reason CHECK ((state = 'rejected') = (rejection_reason IS NOT NULL)),
  CONSTRAINT decided_application_has_time CHECK ((state = 'submitted') = (decided_at IS NULL)),
  CONSTRAINT filed_where_none_is_above CHECK ((parent_no IS NULL) = (filed_by IS NOT NULL)),
  CONSTRAINT application_second_person CHECK (filed_by IS NULL OR decided_by IS NULL OR decided_by <> filed_by)
) STRICT, WITHOUT ROWID;
INSERT INTO merchant_applications_anew (application_id, version, parent_no, reference, name, licence_no, legal_name,
    products, return_urls, embed_origins, agreement_digest, app_name, app_agreement_digest, masked, sealed, phone_digest,
    form_digest, state, rejection_reason, merchant_no, submitted_at, decided_at)
  SELECT application_id, version, parent_no, reference, name, licence_no, legal_name, products, return_urls,
    embed_origins, agreement_digest, app_name, app_agreement_digest, masked, sealed, phone_digest, form_digest, state,
    rejection_reason, merchant_no, submitted_at, decided_at
  FROM merchant_applications;
DROP TABLE merchant_applications;
ALTER TABLE merchant_applications_anew RENAME TO merchant_applications;
CREATE UNIQUE INDEX filed_reference_once ON merchant_applications (reference, version)
  WHERE parent_no IS NULL;
CREATE INDEX merchant_applications_waiting ON merchant_applications (submitted_at, application_id)
  WHERE state = 'submitted';
CREATE INDEX merchant_applications_of_parent ON merchant_applications (parent_no, application_id, version);
CREATE INDEX merchant_applications_same_phone ON merchant_applications (phone_digest)
  WHERE phone_digest IS NOT NULL;
CREATE INDEX merchant_applications_of_licence ON merchant_applications (licence_no);

-- An app id of its own that a merchant number applies for later; every version stays.
CREATE TABLE app_applications (
  application_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  reference TEXT NOT NULL,
  name TEXT NOT NULL,
  -- SHA-256 of the cooperation agreement that was signed on paper.
  agreement_digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('submitted', 'approved', 'rejected')),
  rejection_reason TEXT,
  -- What an approval granted.
  app_id TEXT,
  submitted_at INTEGER NOT NULL,
  decided_at INTEGER,
  PRIMARY KEY (application_id, version),
  CONSTRAINT app_reference_once UNIQUE (merchant_no, reference, version),
  CONSTRAINT approved_has_app CHECK ((state = 'approved') = (app_id IS NOT NULL)),
  CONSTRAINT rejected_app_has_reason CHECK ((state = 'rejected') = (rejection_reason IS NOT NULL)),
  CONSTRAINT decided_app_has_time CHECK ((state = 'submitted') = (decided_at IS NULL))
) STRICT, WITHOUT ROWID;
-- One at a time.
CREATE UNIQUE INDEX app_applications_one_waiting ON app_applications (merchant_no) WHERE state = 'submitted';
CREATE INDEX app_applications_waiting ON app_applications (submitted_at, application_id)
  WHERE state = 'submitted';
