-- Tickets of wallet apps that have signed somebody in: each does so once.
CREATE TABLE wallet_tickets (
  wallet TEXT NOT NULL,
  jti TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (wallet, jti)
) STRICT, WITHOUT ROWID;
CREATE INDEX wallet_tickets_by_end ON wallet_tickets (expires_at);
