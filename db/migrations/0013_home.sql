-- The console's home: what its plots are drawn from, and where staff are.

-- What ended at a merchant number in an hour, counted in the write that ended it: plots read hours, however many orders
-- they held. The hour is counted from 1970; Asia/Shanghai is whole hours ahead of UTC. A failure that turns out to be a
-- success is taken back, so a row may come down to nothing.
CREATE TABLE merchant_hours (
  merchant_no TEXT NOT NULL REFERENCES merchants (merchant_no),
  hour INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('paid', 'deducted', 'failed')),
  count INTEGER NOT NULL CHECK (count >= 0),
  sum INTEGER NOT NULL CHECK (sum >= 0),
  PRIMARY KEY (merchant_no, hour, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO merchant_hours (merchant_no, hour, kind, count, sum)
SELECT merchant_no, ended_at / 3600000, iif(state = 'failed', 'failed', 'paid'), count(*), sum(amount)
FROM payments WHERE settles = 1 OR state = 'failed' GROUP BY 1, 2, 3;
INSERT INTO merchant_hours (merchant_no, hour, kind, count, sum)
SELECT merchant_no, ended_at / 3600000, iif(state = 'failed', 'failed', 'deducted'), count(*), sum(amount)
FROM deductions WHERE state IN ('succeeded', 'failed') GROUP BY 1, 2, 3
ON CONFLICT (merchant_no, hour, kind) DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum;

-- How long an endpoint took to answer in an hour of its owner's clock, by the next of a few round figures; 0 holds what
-- failed. Counted where the attempt is recorded, and forgotten after two weeks.
CREATE TABLE endpoint_hours (
  hour INTEGER NOT NULL,
  endpoint_id TEXT NOT NULL,
  within_ms INTEGER NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (hour, endpoint_id, within_ms)
) STRICT, WITHOUT ROWID;
INSERT INTO endpoint_hours (hour, endpoint_id, within_ms, count)
SELECT a.at / 3600000, d.endpoint_id,
  iif(a.status BETWEEN 200 AND 299, coalesce((
    SELECT min(value) FROM json_each('[5,10,20,50,100,200,300,500,700,1000,1500,2000,3000,5000,7000,10000,15000,20000,30000]')
    WHERE value >= a.took_ms), 60000), 0), count(*)
FROM delivery_attempts a JOIN deliveries d USING (delivery_id)
WHERE a.at / 3600000 >= unixepoch() / 3600 - 336 GROUP BY 1, 2, 3;

-- What is polled so often that it is refused, and will be blocked next.
CREATE INDEX poll_guards_refused ON poll_guards (subject_id) WHERE early > 20;

-- A live number's test number: its people try things out there.
ALTER TABLE merchants ADD COLUMN test_of TEXT REFERENCES merchants (merchant_no)
  CONSTRAINT only_test_stands_in CHECK (test_of IS NULL OR mode = 'test');
CREATE UNIQUE INDEX merchants_test_once ON merchants (test_of) WHERE test_of IS NOT NULL;

-- Where whoever is signed in works now; null = at their own number.
ALTER TABLE staff_sessions ADD COLUMN place TEXT REFERENCES merchants (merchant_no);

-- The secret keys of a number, as its console lists them.
CREATE INDEX secret_keys_of_merchant ON secret_keys (merchant_no) WHERE revoked_at IS NULL;

-- How the console lists public keys.
CREATE INDEX merchant_keys_listed ON merchant_keys (merchant_no);
CREATE INDEX merchant_keys_by_state ON merchant_keys (merchant_no, state);
CREATE INDEX merchant_keys_by_time ON merchant_keys (merchant_no, created_at);
