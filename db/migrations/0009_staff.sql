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
