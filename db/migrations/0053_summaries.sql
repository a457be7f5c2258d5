-- Merchants' detail that does not come to what its day's summary says.
CREATE INDEX statement_files_against_summary ON statement_files (summary_agrees, imported_at, file_id)
  WHERE kind = 'zm' AND state = 'imported' AND summary_agrees = 0;
-- The institution is told of what is new until somebody chooses otherwise; a role that may not see it is never mailed.
UPDATE staff SET alerts = json_insert(alerts, '$[#]', 'summary_differs') WHERE merchant_no IS NULL;
