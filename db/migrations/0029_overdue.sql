-- The institution is told of what is new until somebody chooses otherwise; a role that may not see it is never mailed.
UPDATE staff SET alerts = json_insert(alerts, '$[#]', 'difference_overdue') WHERE merchant_no IS NULL;
