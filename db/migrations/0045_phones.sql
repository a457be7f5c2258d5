-- When a phone last answered a code, so that one that was silent for long does not simply open an account: its operator may
-- have given the number to somebody else (docs/consumers.md). Of phones known so far nobody can tell: silence counts from
-- here on.
ALTER TABLE identities ADD COLUMN proved_at INTEGER;
UPDATE identities SET proved_at = unixepoch() * 1000 WHERE issuer = 'phone';

-- Since when the browser of a session is known as one of the phone that began it; null = it is new, or was not asked.
ALTER TABLE consumer_sessions ADD COLUMN known_since INTEGER;

-- A recovery that takes away a forgotten PIN and nothing else.
ALTER TABLE recoveries ADD COLUMN only_pin INTEGER NOT NULL DEFAULT 0 CHECK (only_pin IN (0, 1));
