import { type Duration, hours, minutes } from "../time.ts";

/** So many tries within a window, which begins with the first of them. */
export interface Budget {
  readonly max: number;
  readonly per: Duration;
}

/**
 * What may be tried how often. Those "first" are a source's own: whoever has not tried much is not refused because
 * others, who fill the budget for all, have.
 */
export const budgets = {
  /** Wrong secret keys, per source; right ones are never counted. */
  wrong_keys: { max: 100, per: minutes(10) },
  /** Wrong short codes of screens: per source twice, and for all. */
  pairing_first: { max: 10, per: minutes(10) },
  pairing: { max: 60, per: minutes(10) },
  pairing_for_all: { max: 6_000, per: minutes(10) },
  /** Refused codes of the app: per signing, per person, per source twice, and for all. */
  app_codes_of_signing: { max: 10, per: minutes(10) },
  app_codes_of_consumer: { max: 10, per: minutes(10) },
  app_codes_first: { max: 10, per: minutes(10) },
  app_codes: { max: 120, per: minutes(10) },
  app_codes_for_all: { max: 6_000, per: minutes(10) },
  /** Orders opened by links: per person, per browser that has paid, per source twice, and for all. */
  link_orders_of_consumer: { max: 20, per: minutes(1) },
  link_orders_of_payer: { max: 20, per: hours(1) },
  link_orders_first: { max: 20, per: minutes(1) },
  link_orders: { max: 300, per: minutes(1) },
  link_orders_for_all: { max: 6_000, per: minutes(1) },
  /** Challenges and recovery codes of staff who sign in: per source twice, and for all. Right codes are never counted. */
  sign_ins_first: { max: 20, per: minutes(10) },
  sign_ins: { max: 120, per: minutes(10) },
  sign_ins_for_all: { max: 6_000, per: minutes(10) },
  /** Codes sent to a phone that one of the staff says is theirs: per person, and per number whoever says so. */
  staff_phone_codes: { max: 5, per: hours(1) },
  staff_phone_codes_of_phone: { max: 5, per: hours(1) },
  /** Wrong PINs of a till, counted for each PIN. */
  till_pins: { max: 5, per: minutes(10) },
  till_pins_of_day: { max: 20, per: hours(24) },
  /** Logos that one merchant number has put up. */
  logos: { max: 20, per: hours(24) },
  /** Codes sent to one person, whatever they sign. */
  phone_codes: { max: 10, per: hours(1) },
  /** Codes to sign in with: per phone, per browser that this phone has signed in with, per source twice, and for all. */
  sign_in_codes_of_phone: { max: 10, per: hours(1) },
  sign_in_codes_of_device: { max: 10, per: hours(1) },
  sign_in_codes_first: { max: 10, per: hours(1) },
  sign_in_codes: { max: 120, per: hours(1) },
  sign_in_codes_for_all: { max: 6_000, per: hours(1) },
  /** Wrong ones of them, counted alike. */
  sign_in_tries_of_phone: { max: 10, per: hours(1) },
  sign_in_tries_of_device: { max: 10, per: hours(1) },
  sign_in_tries_first: { max: 20, per: minutes(10) },
  sign_in_tries: { max: 120, per: minutes(10) },
  sign_in_tries_for_all: { max: 6_000, per: minutes(10) },
  /** Recoveries asked for with a phone, whoever has it, and those that began, of one person. */
  recoveries_of_phone: { max: 3, per: hours(24) },
  recoveries_of_consumer: { max: 3, per: hours(30 * 24) },
  /** PINs and ID numbers shown to open the account of a phone that was silent for long. */
  quiet_proofs_of_phone: { max: 5, per: hours(24) },
  /** Challenges for consumers' passkeys: per source twice, and for all. Codes that are used up leave them open. */
  passkey_challenges_first: { max: 20, per: minutes(10) },
  passkey_challenges: { max: 120, per: minutes(10) },
  passkey_challenges_for_all: { max: 6_000, per: minutes(10) },
  /** Guesses at one code [OWASP ASVS 5.0, 6.6]. */
  phone_code_tries: { max: 5, per: hours(24) },
  /** Wrong codes of signings, per phone. Not those of signing in, which a stranger can use up. */
  signing_tries_of_phone: { max: 10, per: hours(1) },
  /** Wrong payment PINs: per person, and per browser in which it was right before. */
  payment_pins: { max: 5, per: hours(1) },
  payment_pins_of_day: { max: 10, per: hours(24) },
  payment_pins_of_device: { max: 5, per: hours(1) },
  payment_pins_of_device_day: { max: 10, per: hours(24) },
  /** Looks of a person at their own data unmasked. */
  own_looks: { max: 10, per: hours(1) },
  /** Pages of a channel that one consumer was led to, to bind a card. */
  card_openings: { max: 10, per: hours(1) },
  /** Codes to pay by one bound card. Each can be tried once. */
  pay_codes: { max: 10, per: hours(1) },
  /** Guesses at a person's ID number: per signing, and wrong ones across signings. */
  id_number_tries: { max: 5, per: hours(24) },
  id_number_tries_of_consumer: { max: 10, per: hours(24) },
} as const satisfies Record<string, Budget>;

export type BudgetName = keyof typeof budgets;
export type Budgets = Readonly<Record<BudgetName, Budget>>;

/** One try out of one budget of a subject: a source, a person, a signing. */
export interface Spending {
  readonly budget: BudgetName;
  readonly subject: string;
}

/** What is spent together: of all these, or of none. */
export type Way = readonly Spending[];

/** The subject of a budget that everyone shares. */
export const EVERYONE = "everyone";
