-- Cards that a channel keeps on phones and watches (docs/cards.md). All of one cardholder have one history, so whatever
-- is decided about them is decided on all of them.
CREATE TABLE cardholders (
  cardholder_id TEXT NOT NULL PRIMARY KEY,
  channel TEXT NOT NULL,
  -- The channel's own user, as in identities; it may be known before the person comes here.
  subject TEXT NOT NULL,
  version INTEGER NOT NULL,
  CONSTRAINT cardholder_once UNIQUE (channel, subject)
) STRICT;

-- A real card, known by the channel's token and four digits.
CREATE TABLE cards (
  card_id TEXT NOT NULL PRIMARY KEY,
  cardholder_id TEXT NOT NULL REFERENCES cardholders (cardholder_id),
  token TEXT NOT NULL,
  last_four TEXT NOT NULL CHECK (last_four GLOB '[0-9][0-9][0-9][0-9]'),
  issuer TEXT NOT NULL,
  card_type TEXT NOT NULL CHECK (card_type IN ('debit', 'credit')),
  -- yyyy-mm
  expires TEXT,
  up_cash INTEGER NOT NULL CHECK (up_cash IN (0, 1)),
  -- Up to how many fen its issuer asks for no password; null: not said.
  no_password_limit INTEGER CHECK (no_password_limit >= 0),
  -- Of the channel's word from which the columns above are.
  face_sequence INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'deleted')),
  deleted_at INTEGER,
  CONSTRAINT card_once UNIQUE (cardholder_id, token),
  CONSTRAINT card_deleted CHECK ((state = 'deleted') = (deleted_at IS NOT NULL))
) STRICT;

CREATE TABLE card_devices (
  device_id TEXT NOT NULL PRIMARY KEY,
  cardholder_id TEXT NOT NULL REFERENCES cardholders (cardholder_id),
  device_no TEXT NOT NULL,
  name TEXT NOT NULL,
  -- What was loaded before this word of the channel is gone, and why.
  emptied_sequence INTEGER,
  emptied_because TEXT,
  CONSTRAINT card_device_once UNIQUE (cardholder_id, device_no),
  CONSTRAINT card_device_emptied CHECK ((emptied_sequence IS NULL) = (emptied_because IS NULL))
) STRICT;

CREATE TABLE device_cards (
  device_card_id TEXT NOT NULL PRIMARY KEY,
  cardholder_id TEXT NOT NULL REFERENCES cardholders (cardholder_id),
  card_id TEXT NOT NULL REFERENCES cards (card_id),
  device_id TEXT NOT NULL REFERENCES card_devices (device_id),
  token TEXT NOT NULL,
  -- Of the channel's word by which it was loaded.
  load_sequence INTEGER NOT NULL,
  loaded_at INTEGER NOT NULL,
  activated_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('inactive', 'active', 'suspended', 'deleted')),
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  deleted_at INTEGER,
  deleted_because TEXT,
  -- How often its holder's will for it changed, and when the channel is told next; null: it knows.
  revision INTEGER NOT NULL,
  tell_after INTEGER,
  tells INTEGER NOT NULL,
  -- Every bind has a token of its own, also on the same device.
  CONSTRAINT device_card_token_once UNIQUE (cardholder_id, token),
  CONSTRAINT device_card_activated CHECK (activated_at IS NOT NULL OR state IN ('inactive', 'deleted')),
  CONSTRAINT device_card_default CHECK (is_default = 0 OR state IN ('active', 'suspended')),
  CONSTRAINT device_card_deleted CHECK (
    (state = 'deleted') = (deleted_at IS NOT NULL) AND (deleted_at IS NULL) = (deleted_because IS NULL)
  )
) STRICT;
CREATE UNIQUE INDEX one_live_device_card ON device_cards (card_id, device_id) WHERE state <> 'deleted';
CREATE UNIQUE INDEX one_default_of_device ON device_cards (device_id) WHERE is_default = 1;
CREATE INDEX device_cards_of_holder ON device_cards (cardholder_id, device_card_id);
CREATE INDEX device_cards_to_tell ON device_cards (tell_after) WHERE tell_after IS NOT NULL;

CREATE INDEX cards_of_holder ON cards (cardholder_id, card_id);
CREATE INDEX card_devices_of_holder ON card_devices (cardholder_id, device_id);
CREATE INDEX cards_by_token ON cards (token);
CREATE INDEX device_cards_by_token ON device_cards (token);

-- Final states stay final, whoever writes.
CREATE TRIGGER device_card_stays_deleted BEFORE UPDATE ON device_cards
WHEN old.state = 'deleted' AND new.state <> 'deleted'
BEGIN SELECT RAISE(ABORT, 'device_card_deleted'); END;
CREATE TRIGGER card_stays_deleted BEFORE UPDATE ON cards WHEN old.state = 'deleted' AND new.state <> 'deleted'
BEGIN SELECT RAISE(ABORT, 'card_deleted'); END;

-- Why a card, a device or a device card is suspended, and who says so; one that was lifted stays, so that an older word
-- that comes late changes nothing.
CREATE TABLE card_suspensions (
  of_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  set_by TEXT NOT NULL CHECK (set_by IN ('channel', 'consumer')),
  cardholder_id TEXT NOT NULL REFERENCES cardholders (cardholder_id),
  in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)),
  at INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (of_id, reason, set_by),
  CONSTRAINT suspension_of_its_kind CHECK (
    reason = 'card_lost' AND of_id GLOB 'crd_*' AND set_by = 'channel'
    OR reason = 'device_lost' AND of_id GLOB 'cdv_*'
    OR reason = 'issuer' AND of_id GLOB 'dcd_*' AND set_by = 'channel'
    OR reason = 'holder' AND of_id GLOB 'dcd_*'
  )
) STRICT, WITHOUT ROWID;
CREATE INDEX card_suspensions_of_holder ON card_suspensions (cardholder_id);

-- Which contracts charge a card.
CREATE INDEX contracts_by_card ON contracts (card_token) WHERE state IN ('active', 'suspended');
