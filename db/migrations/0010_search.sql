-- What belongs to one of a merchant's users is found by the merchant's own number of them.
CREATE INDEX contracts_by_user ON contracts (merchant_no, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX signings_by_user ON signings (merchant_no, user_id) WHERE user_id IS NOT NULL;
