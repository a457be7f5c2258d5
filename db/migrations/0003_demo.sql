-- What the demo's own webhook receiver was sent: a stranger's table that happens to live here.
CREATE TABLE demo_webhooks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id TEXT NOT NULL,
  type TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  headers TEXT NOT NULL,
  endpoint_id TEXT,
  standard TEXT NOT NULL,
  jws TEXT NOT NULL
) STRICT;
