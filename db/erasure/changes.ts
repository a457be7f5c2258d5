import type { Statement } from "../../core/unit.ts";
import type { Instant } from "../../core/time.ts";
import type { ConsumerId } from "../../core/id.ts";
import { HOLDERS } from "./left.ts";

interface Step {
  readonly consumer: { readonly consumerId: ConsumerId };
  readonly at: Instant;
}

const ASK = `insert into erasures (consumer_id, state, asked_at, look_after)
  values (?1, 'waiting', ?2, ?2) on conflict (consumer_id) do update
  set state = 'waiting', asked_at = excluded.asked_at, look_after = excluded.look_after, ended_at = null`;
const END = `update erasures set state = ?3, look_after = null, ended_at = ?2
  where consumer_id = ?1`;

export function askErasure({ consumer: { consumerId }, at }: Step): Statement {
  return { sql: ASK, args: [consumerId, BigInt(at)] };
}

export function endErasure(
  { consumer: { consumerId }, at }: Step,
  state: "erased" | "cancelled",
): Statement {
  return { sql: END, args: [consumerId, BigInt(at), state] };
}

/** Whatever identifies a person or opens their account. What stays knows them by the pseudonym alone. */
const personal = [
  "consumer_cards",
  "consumer_passkeys",
  "payment_pins",
  "own_limits",
  "consumer_sessions",
  "consumer_languages",
  "account_messages",
  "identities",
  "recoveries",
] as const;

/** Those for signings, which begin with whose they are: `signingCodeSubject`. */
const CODES = `delete from one_time_codes
  where subject >= 'sign ' || ?1 || ' ' and subject < 'sign ' || ?1 || '!'`;

/** What channels keep for them on their devices; each row before what it belongs to. */
const ofHolder = ["card_suspensions", "device_cards", "cards", "card_devices", "cardholders"];

/** The cards first: by the identities it is known whose they are. */
export function forget({ consumer: { consumerId } }: Step): readonly Statement[] {
  return [
    ...ofHolder.map((table) => `delete from ${table} where cardholder_id in (${HOLDERS})`),
    ...personal.map((table) => `delete from ${table} where consumer_id = ?1`),
    CODES,
  ].map((sql) => ({ sql, args: [consumerId] }));
}
