-- A message's phone is kept as a keyed digest, its text sealed: visitors of a demo type phones of their own.
DELETE FROM sandbox_messages;
