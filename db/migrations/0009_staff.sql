-- Everybody is told of what is new until they choose otherwise; a role that may not see it is never told.
UPDATE staff SET alerts = json_insert(alerts, '$[#]', 'credential_ends') WHERE merchant_no IS NULL;
