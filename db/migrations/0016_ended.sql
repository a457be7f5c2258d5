-- What ended on a day is found by the time of its end; what is still open is not in here.
CREATE INDEX orders_by_end ON orders (merchant_no, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX refunds_by_end ON refunds (merchant_no, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX deductions_by_end ON deductions (merchant_no, ended_at) WHERE ended_at IS NOT NULL;
