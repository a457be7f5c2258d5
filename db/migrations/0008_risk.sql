-- Persons and cards that sign nothing and are charged by no contract, and what consumers have complained of.

-- Keyed digests, by which a person on the list is found at every channel: null until they are computed, empty where
-- there is nothing to compare.
ALTER TABLE consumers ADD COLUMN phone_digest TEXT;
ALTER TABLE consumers ADD COLUMN id_number_digest TEXT
  CONSTRAINT digests_together CHECK ((phone_digest IS NULL) = (id_number_digest IS NULL));
CREATE INDEX consumers_without_digests ON consumers (consumer_id) WHERE phone_digest IS NULL;
CREATE INDEX consumers_by_phone ON consumers (phone_digest) WHERE phone_digest IS NOT NULL;
CREATE INDEX consumers_by_id_number ON consumers (id_number_digest) WHERE id_number_digest IS NOT NULL;

CREATE TABLE blocks (
  block_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'id_number', 'card')),
  -- Keyed, each kind by its own purpose; what is masked is all that can be read.
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  masked TEXT NOT NULL,
  reason TEXT NOT NULL,
  added_by TEXT NOT NULL REFERENCES staff (staff_id),
  added_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in_force', 'lifted')),
  lifted_by TEXT REFERENCES staff (staff_id),
  lifted_at INTEGER,
  lift_reason TEXT,
  version INTEGER NOT NULL,
  CONSTRAINT lift_is_whole CHECK (
    (state = 'lifted') = (lifted_by IS NOT NULL) AND (state = 'lifted') = (lifted_at IS NOT NULL)
    AND (state = 'lifted') = (lift_reason IS NOT NULL)
  )
) STRICT;
CREATE UNIQUE INDEX blocks_in_force ON blocks (digest) WHERE state = 'in_force';
CREATE INDEX blocks_listed ON blocks (state, block_id);

-- Money of a card on the list settles nothing and goes back.
ALTER TABLE payments ADD COLUMN card_blocked INTEGER NOT NULL DEFAULT 0
  CONSTRAINT blocked_card_settles_nothing CHECK (
    card_blocked IN (0, 1) AND (card_blocked = 0 OR settles = 0)
  );

CREATE TABLE complaints (
  complaint_id TEXT NOT NULL PRIMARY KEY,
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  -- An order, payment, refund, deduction or contract; null where it is about none.
  about TEXT,
  kind TEXT NOT NULL CHECK (
    kind IN ('not_authorised', 'wrong_amount', 'not_delivered', 'no_refund', 'cannot_end', 'other')
  ),
  sealed_text TEXT NOT NULL,
  -- In Asia/Shanghai.
  received_on TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'answered')),
  sealed_answer TEXT,
  answered_at INTEGER,
  version INTEGER NOT NULL,
  CONSTRAINT answer_is_whole CHECK (
    (state = 'answered') = (sealed_answer IS NOT NULL) AND (state = 'answered') = (answered_at IS NOT NULL)
  )
) STRICT;
CREATE INDEX complaints_listed ON complaints (state, received_on, complaint_id);
CREATE INDEX complaints_of_merchant ON complaints (merchant_no, state, received_on, complaint_id);
