-- How the desk lists merchant numbers: by when they were opened, by name, of one enterprise, below one number.

CREATE INDEX merchants_by_opening ON merchants (created_at, merchant_no);
CREATE INDEX merchants_by_name ON merchants (name, merchant_no);
DROP INDEX merchants_of_enterprise;
CREATE INDEX merchants_of_enterprise ON merchants (enterprise_id, merchant_no) WHERE enterprise_id IS NOT NULL;
DROP INDEX merchants_by_parent;
CREATE INDEX merchants_by_parent ON merchants (parent_no, merchant_no) WHERE parent_no IS NOT NULL;
