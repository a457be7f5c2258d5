import type { OwnDataStore, OwnRow, OwnSection } from "../../core/own_data/own_data.ts";
import { all } from "../engine/query.ts";

const time = (column: string, name = column) =>
  `strftime('%Y-%m-%dT%H:%M:%SZ', ${column} / 1000, 'unixepoch') as ${name}`;

/** Of each kind the columns that say something about a person (`?1`), in an order that stays. */
const sections: Readonly<Record<OwnSection, string>> = {
  identities: `select issuer, iif(issuer = 'phone', null, subject) as user, ${
    time("created_at")
  }, ${time("proved_at")}
    from identities where consumer_id = ?1 order by issuer`,
  sign_ins: `select proof, client, ${time("created_at")}, ${time("seen_at")}
    from consumer_sessions where consumer_id = ?1 order by session_id`,
  passkeys: `select name, ${time("created_at")}, ${time("used_at")}
    from consumer_passkeys where consumer_id = ?1 order by passkey_id`,
  payment_pin: `select ${time("set_at")} from payment_pins where consumer_id = ?1`,
  signatures: `select signature_id, subject_id, text, ${time("signed_at")}
    from passkey_signatures where consumer_id = ?1 order by signature_id`,
  consents: `select kind, version, ${time("agreed_at")}
    from consumer_consents where consumer_id = ?1 order by kind, version`,
  contracts: `select contract_id, merchant_no, title, channel, state, card_label,
      per_transaction_limit, per_day_limit, ${time("signed_at")}, ${time("terminated_at")}
    from contracts where consumer_id = ?1 order by contract_id`,
  charges: `select d.deduction_id, d.contract_id, d.merchant_no, d.subject, d.amount, d.state,
      ${time("d.created_at", "created_at")}
    from contracts c join deductions d on d.contract_id = c.contract_id
    where c.consumer_id = ?1 order by d.deduction_id`,
  payments: `select p.payment_id, p.order_id, p.merchant_no, p.amount, p.method, p.state,
      ${time("p.created_at", "created_at")}
    from payment_consumers c join payments p on p.payment_id = c.payment_id
    where c.consumer_id = ?1 order by p.payment_id`,
  arrears: `select a.arrear_id, a.deduction_id, a.amount, a.state,
      ${time("a.opened_at", "opened_at")}
    from contracts c join arrears a on a.contract_id = c.contract_id
    where c.consumer_id = ?1 order by a.arrear_id`,
  disputes: `select dispute_id, subject_id, reason, amount, state, answer, decision,
      ${time("created_at")} from disputes where consumer_id = ?1 order by dispute_id`,
  cards: `select binding_id, issuer, card_type, last_four, state, ${time("begun_at")}
    from card_bindings where consumer_id = ?1 order by binding_id`,
  device_cards: `select d.device_card_id, h.channel, c.issuer, c.card_type, c.last_four,
      v.name as device, d.state, d.is_default, ${time("d.loaded_at", "loaded_at")}
    from identities i join cardholders h on h.channel = i.issuer and h.subject = i.subject
    join device_cards d on d.cardholder_id = h.cardholder_id
    join cards c on c.card_id = d.card_id join card_devices v on v.device_id = d.device_id
    where i.consumer_id = ?1 order by d.device_card_id`,
  own_limits: `select about, per_transaction, per_day, ${time("changed_at")}
    from own_limits where consumer_id = ?1 order by about`,
  messages: `select kind, facts, ${time("at")}, ${time("told_at")} from account_messages
    where consumer_id = ?1 union all
    select m.kind, m.contract_id, null, ${time("m.told_at", "told_at")}
    from contracts c join messages m on m.contract_id = c.contract_id
    where c.consumer_id = ?1 order by 4, 1, 2`,
  recoveries: `select recovery_id, state, only_pin, ${time("asked_at")}, ${time("ended_at")}
    from recoveries where consumer_id = ?1 order by recovery_id`,
  history: `select type, data, ${time("at")} from events where subject_id = ?1 order by version`,
};

export const ownDataStore: OwnDataStore = {
  rows: (section, consumerId, { max, after }) =>
    all(
      {
        sql: `${sections[section]} limit ?2 offset ?3`,
        args: [consumerId, BigInt(max), BigInt(after)],
      },
      (row): OwnRow => ({ ...row }) as OwnRow,
    ),
};
