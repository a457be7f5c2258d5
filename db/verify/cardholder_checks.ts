import type { Checks } from "./checks.ts";

/** Whether a suspension of the device card `d`, its card or its device is in force. */
const reasoned = `exists (select 1 from card_suspensions s
  where s.of_id in (d.device_card_id, d.card_id, d.device_id) and s.in_force = 1)`;

/** Cards on devices: their states follow from what was said of them, their cards and their devices. */
export const cardholderChecks: Checks = {
  "a device card whose reasons say something else than its state": `
    select device_card_id from device_cards d
    where state in ('active', 'suspended') and (state = 'suspended') is not ${reasoned}`,
  "a card whose reasons say something else than its state": `
    select card_id from cards c where state <> 'deleted' and (state = 'suspended') is not exists (
      select 1 from card_suspensions s where s.of_id = c.card_id and s.in_force = 1)`,
  "a device card that outlived its card, its device's emptying or a later bind": `
    select device_card_id from device_cards d join cards c using (card_id)
    join card_devices v using (device_id)
    where d.state <> 'deleted' and (c.state = 'deleted' or v.emptied_sequence > d.load_sequence
      or exists (select 1 from device_cards n where n.card_id = d.card_id
        and n.device_id = d.device_id and n.load_sequence > d.load_sequence))`,
  "a device that can pay and has not exactly one default": `
    select device_id from device_cards where state in ('active', 'suspended')
    group by device_id having sum(is_default) <> 1`,
  "a card or device of another holder than its device card": `
    select device_card_id from device_cards d join cards c using (card_id)
    join card_devices v using (device_id)
    where c.cardholder_id <> d.cardholder_id or v.cardholder_id <> d.cardholder_id`,
  "a suspension of nothing, or of another's": `
    select of_id from card_suspensions s where not exists (
      select 1 from cards where card_id = s.of_id and cardholder_id = s.cardholder_id
      union all select 1 from card_devices
        where device_id = s.of_id and cardholder_id = s.cardholder_id
      union all select 1 from device_cards
        where device_card_id = s.of_id and cardholder_id = s.cardholder_id)`,
  "a device card that is not what its last event says": `
    select device_card_id from device_cards d where (state, is_default) is not (
      select j.value ->> '$.state', j.value ->> '$.is_default'
      from events e, json_each(e.data, '$.device_cards') j
      where e.subject_id = d.cardholder_id and j.value ->> '$.device_card_id' = d.device_card_id
      order by e.version desc limit 1)`,
};
