-- What our own people did and looked at, in one chain over all subjects.

-- Number 0 says after which event the chain begins; before it nothing was chained. Of two processes that go on from the
-- same entry, one finds its number taken.
CREATE TABLE audit_entries (
  seq INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 0),
  event_id TEXT UNIQUE REFERENCES events (event_id),
  -- The hash of the entry before.
  previous TEXT NOT NULL,
  -- SHA-256 over that hash and the event as it is stored; of number 0 `after` and the row number of an event.
  hash TEXT NOT NULL,
  CONSTRAINT only_the_first_has_no_event CHECK ((seq = 0) = (event_id IS NULL))
) STRICT;
INSERT INTO audit_entries (seq, event_id, previous, hash)
  SELECT 0, NULL, '', 'after ' || coalesce(max(seq), 0) FROM events;

-- Heads of that chain as they were signed and published.
CREATE TABLE audit_heads (
  -- In Asia/Shanghai.
  day TEXT NOT NULL,
  entries INTEGER NOT NULL,
  jws TEXT NOT NULL,
  PRIMARY KEY (day, entries)
) STRICT, WITHOUT ROWID;

-- What no channel cleared up to the end of its schedule: it is counted all the time, and there is little of it.
CREATE INDEX payments_unclear ON payments (payment_id) WHERE queries_ended_at IS NOT NULL;
CREATE INDEX refunds_unclear ON refunds (refund_id) WHERE queries_ended_at IS NOT NULL;
CREATE INDEX deductions_unclear ON deductions (deduction_id) WHERE queries_ended_at IS NOT NULL;
