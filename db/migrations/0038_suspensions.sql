-- A contract is suspended for a set of reasons: each with who may lift it, since when, and an operator's words.
ALTER TABLE contracts ADD COLUMN suspensions TEXT CHECK (json_array_length(suspensions) > 0);
UPDATE contracts SET suspensions = json_array(json_object('reason', 'operator', 'setAt', (
    SELECT e.at FROM events e WHERE e.subject_id = contracts.contract_id AND e.version = contracts.version
  ), 'text', reason)) WHERE state = 'suspended';

-- A person closed password-free charging altogether, or reported their phone as lost; null = not now.
ALTER TABLE consumers ADD COLUMN charging_closed_at INTEGER;
ALTER TABLE consumers ADD COLUMN phone_lost_at INTEGER;
-- How often they did: from each time on no browser is known that was known before.
ALTER TABLE consumers ADD COLUMN phone_losses INTEGER NOT NULL DEFAULT 0;
