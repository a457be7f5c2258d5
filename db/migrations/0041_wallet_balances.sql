-- A wallet app hands out no file: what it has taken or given back it owes from then on, and that waits to be settled.
-- It is no card, so there is no fee of one.
CREATE TRIGGER wallet_clears AFTER INSERT ON book_transfers
  WHEN new.code = 'payment' AND new.debit GLOB 'channel:wallet:*'
    OR new.code = 'refund' AND new.phase = 'posts' AND new.credit GLOB 'channel:wallet:*'
BEGIN
  INSERT INTO settlement_items (subject_id, line, kind, merchant_no, channel, day, amount, fee)
  SELECT s.subject_id, 1, 'cleared', s.merchant_no, s.channel,
    strftime('%Y-%m-%d', new.at / 1000 + 28800, 'unixepoch'), s.amount, s.fee
  FROM settleable s WHERE s.subject_id = new.subject_id
  ON CONFLICT DO NOTHING;
END;
