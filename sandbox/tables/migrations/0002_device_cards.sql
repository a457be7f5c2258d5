-- What the simulated token service keeps: cards on people's phones and watches, each bind with a token of its own.
CREATE TABLE sandbox_device_cards (
  token TEXT NOT NULL PRIMARY KEY,
  person_no TEXT NOT NULL,
  card_token TEXT NOT NULL,
  device TEXT NOT NULL,
  gone INTEGER NOT NULL CHECK (gone IN (0, 1)),
  -- What its holder wants, as the portal last said it.
  revision INTEGER NOT NULL,
  suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX sandbox_device_card_once ON sandbox_device_cards (card_token, device) WHERE gone = 0;
CREATE INDEX sandbox_device_cards_of_person ON sandbox_device_cards (person_no);

-- Why a card, a device or a device card cannot be charged now.
CREATE TABLE sandbox_card_holds (
  person_no TEXT NOT NULL,
  of_no TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (person_no, of_no, reason)
) STRICT, WITHOUT ROWID;
