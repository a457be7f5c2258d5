-- Codes of signings are kept where all others are, in one_time_codes. Those on their way end: another is sent on request.
DROP TABLE sms_codes;
