-- An app of ours at UnionPay's open platform (云闪付), where contracts are signed and ended.
CREATE TABLE open_apps (
  app_id TEXT NOT NULL PRIMARY KEY,
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  base_url TEXT NOT NULL,
  -- A link of UnionPay's that opens a page in the app, with {url} for the page; null: the page's own address.
  launch_url TEXT,
  sealed_secret TEXT NOT NULL,
  -- PEM: the public keys or certificates by which the platform signs its notices.
  notice_keys TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- By which app a number's contracts are signed; null: it has none.
ALTER TABLE connections ADD COLUMN open_app TEXT REFERENCES open_apps (app_id);

-- What a plan is called there: UnionPay approves a template of its own. From this version of the plan on.
CREATE TABLE open_templates (
  plan_id TEXT NOT NULL,
  plan_version INTEGER NOT NULL,
  app_id TEXT NOT NULL REFERENCES open_apps (app_id),
  template_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (plan_id, plan_version)
) STRICT, WITHOUT ROWID;

-- The platform's tokens, one for all processes, and who fetches the next.
CREATE TABLE open_tokens (
  app_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('backend', 'front')),
  sealed TEXT,
  ends_at INTEGER NOT NULL DEFAULT 0,
  fetched_at INTEGER NOT NULL DEFAULT 0,
  fetcher TEXT,
  fetching_until INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (app_id, kind)
) STRICT, WITHOUT ROWID;

-- What somebody who has just come from the app's sign page allows; it lasts an hour.
CREATE TABLE open_grants (
  app_id TEXT NOT NULL,
  open_id TEXT NOT NULL,
  sealed TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  PRIMARY KEY (app_id, open_id)
) STRICT, WITHOUT ROWID;

-- Each contract as the platform knows it, from before it is asked to make one.
CREATE TABLE open_contracts (
  contract_id TEXT NOT NULL PRIMARY KEY,
  app_id TEXT NOT NULL,
  open_id TEXT NOT NULL,
  template_id TEXT NOT NULL,
  contract_no TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX open_contracts_no ON open_contracts (contract_no) WHERE contract_no IS NOT NULL;

-- When the platform was last asked how a person stands to a template: it answers from memory for five minutes.
CREATE TABLE open_inquiries (
  app_id TEXT NOT NULL,
  open_id TEXT NOT NULL,
  template_id TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  PRIMARY KEY (app_id, open_id, template_id)
) STRICT, WITHOUT ROWID;

-- Genuine notices of the platform as they came, because nobody has published what is in them; the latest are kept.
CREATE TABLE open_notices (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  app_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  contract_id TEXT,
  understood INTEGER NOT NULL CHECK (understood IN (0, 1)),
  sealed_body TEXT NOT NULL
) STRICT;

-- What a channel cleared for a number on a day, as its own file, which is fetched once it is due.
CREATE TABLE channel_files (
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  -- YYYY-MM-DD.
  clearing_day TEXT NOT NULL,
  -- `none`: the channel has none of that day. `given_up`: it gave no answer in time.
  state TEXT NOT NULL CHECK (state IN ('waiting', 'none', 'fetched', 'given_up')),
  asks INTEGER NOT NULL,
  ask_after INTEGER NOT NULL,
  name TEXT,
  -- Of the content as it came, in hex.
  sha256 TEXT,
  fetched_at INTEGER,
  PRIMARY KEY (merchant_no, clearing_day),
  CONSTRAINT fetched_is_whole CHECK (
    (state = 'fetched') = (name IS NOT NULL AND sha256 IS NOT NULL AND fetched_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX channel_files_due ON channel_files (ask_after) WHERE state = 'waiting';

CREATE TABLE channel_file_parts (
  merchant_no TEXT NOT NULL,
  clearing_day TEXT NOT NULL,
  part INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (merchant_no, clearing_day, part)
) STRICT, WITHOUT ROWID;

-- Connected, and tried out with one fen at a time until it is switched on.
ALTER TABLE merchants ADD COLUMN on_trial INTEGER NOT NULL DEFAULT 0 CHECK (on_trial IN (0, 1));

-- When the newest of its certificates ends; null for those set before this was kept.
ALTER TABLE gateway_credentials ADD COLUMN ends_at INTEGER;

-- The contract that this one takes the place of: its number trades through another channel now.
ALTER TABLE signings ADD COLUMN replaces TEXT;
