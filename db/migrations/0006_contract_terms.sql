-- How long a contract lasts, and that only an approved plan is agreed to.
ALTER TABLE plans ADD COLUMN contract_days INTEGER
  CONSTRAINT contract_days_whole CHECK (contract_days BETWEEN 1 AND 3650);

-- The midnight in Asia/Shanghai after the contract's last day; null = until it is ended.
ALTER TABLE contracts ADD COLUMN expires_at INTEGER;
CREATE INDEX contracts_to_expire ON contracts (expires_at)
  WHERE expires_at IS NOT NULL AND state IN ('active', 'suspended');

ALTER TABLE events ADD COLUMN g_plan_approved INTEGER NOT NULL DEFAULT 1
  CONSTRAINT plan_approved CHECK (g_plan_approved = 1);
