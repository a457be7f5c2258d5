import type { Checks } from "./checks.ts";

/** Of every history: events, and the states that they led to. */
export const historyChecks: Checks = {
  "a state without its event": `
    select order_id as subject_id, version from orders
    union all select payment_id, version from payments
    union all select refund_id, version from refunds
    union all select endpoint_id, version from endpoints
    union all select merchant_no, version from merchants
    union all select link_id, version from links
    union all select kid, version from merchant_keys
    union all select plan_id, event_version from plans
    union all select contract_id, version from contracts
    union all select signing_id, version from signings
    union all select deduction_id, version from deductions
    union all select arrear_id, version from arrears
    union all select notice_id, version from deduction_notices
    union all select enterprise_id, version from enterprises
    union all select app_id, version from apps
    union all select application_id, 2 * version - (state = 'submitted') from merchant_applications
    union all select application_id, 2 * version - (state = 'submitted') from app_applications
    union all select account_id, version from settlement_accounts
    union all select agreement_id, version from sharing_agreements
    union all select code_id, version from dynamic_codes
    union all select screen_id, version from screens
    union all select staff_id, version from staff
    union all select proposal_id, version from proposals
    union all select block_id, version from blocks
    union all select complaint_id, version from complaints
    union all select file_id, version from bank_files
    union all select dispute_id, version from disputes
    union all select cardholder_id, version from cardholders
    union all select line_id, version from bank_lines where version > 0
    except select subject_id, version from events`,
  "an event history with a gap": `
    select subject_id from events group by subject_id
    having min(version) <> 1 or max(version) <> count(*)`,
  "a notice sequence with a gap": `
    select subject_id from events where sequence is not null group by subject_id
    having min(sequence) <> 1 or max(sequence) <> count(*)`,
  "an event told to no merchant": `
    select event_id from events
    where sequence is not null and merchant_no not in (select merchant_no from merchants)`,
  "an event of no merchant that is not a person's own": `
    select event_id from events where merchant_no is null
      and type not glob 'consumer.*' and type not glob 'staff.*' and type not glob 'channel.*'
      and type not glob 'audit.*' and type not glob 'proposal.*' and type not glob 'enterprise.*'
      and type not glob 'alarm.*' and type not glob 'institution.*'
      and type not glob 'legal_text.*' and type not glob 'block.*'
      and type not glob 'credential.*' and type not glob 'statement_file.*'
      and type not glob 'open_*.set' and type not glob 'card_binding.*'
      and type not glob 'cardholder.*'
      and type not glob 'own_limit.*'
      and type not glob 'difference.*' and type not glob 'quiet_day.*' and type not glob 'calendar.*'
      and type not glob 'bank_file.*' and type not glob 'bank_line.*'
      and subject_id not in (select application_id from merchant_applications where parent_no is null)`,
  "an event by nobody we know": `
    select e.event_id from events e where not (
      e.by in ('operator', 'clock', 'consumer', 'screen') or e.by glob 'operator:?*'
      or e.by glob 'channel:?*' or e.by glob 'key:?*'
      or substr(e.by, 10) in (select consumer_id from consumers) and e.by glob 'consumer:*'
      or substr(e.by, 8) in (select screen_id from screens) and e.by glob 'screen:*'
      or substr(e.by, 6) in (select screen_id from screens) and e.by glob 'till:*'
      or substr(e.by, 7) in (select staff_id from staff) and e.by glob 'staff:*'
      or substr(e.by, 12) in (select substr(digest, 1, 16) from secret_keys) and e.by glob 'secret_key:*')`,
  "a row that a guard left": "select holds from guards",
  "an end of asking that was not told once": `
    select id from (
      select payment_id as id, queries_ended_at from payments
      union all select refund_id, queries_ended_at from refunds
      union all select deduction_id, queries_ended_at from deductions)
    left join events e on e.subject_id = id and e.type like '%.unclear'
    group by id
    having count(e.event_id) > 1 or (queries_ended_at is not null and count(e.sequence) <> 1)`,
  "a number that is not an integer": `
    select order_id from orders where typeof(amount) <> 'integer'
    union all select payment_id from payments
      where typeof(amount) <> 'integer' or typeof(refunded) <> 'integer'
    union all select deduction_id from deductions where typeof(amount) <> 'integer'
    union all select contract_id from contract_days where typeof(spent) <> 'integer'
    union all select event_id from events where typeof(at) <> 'integer'`,
  "an event without its row": `
    select event_id, type, subject_id from events e where
      type glob 'order.*' and subject_id not in (select order_id from orders)
      or type glob 'payment.*' and subject_id not in (select payment_id from payments)
      or type glob 'refund.*' and subject_id not in (select refund_id from refunds)
      or type glob 'proposal.*' and subject_id not in (select proposal_id from proposals)
      or type glob 'staff.*' and subject_id not in (select staff_id from staff)
      or type glob 'block.*' and subject_id not in (select block_id from blocks)
      or type glob 'dispute.*' and subject_id not in (select dispute_id from disputes)
      or type glob 'complaint.*' and subject_id not in (select complaint_id from complaints)
      or type = 'contract.signed' and subject_id not in (select contract_id from contracts)
      or type glob 'arrear.*' and subject_id not in (select arrear_id from arrears)
      or type glob 'deduction.*' and subject_id not in (select deduction_id from deductions)`,
};
