/** How the outside world misbehaves. */
const answerActs = [
  /** Nothing is done; HTTP 503. */
  "down",
  /** All is done, and the connection breaks before the answer. */
  "silent",
  /** All is done; the answer takes `seconds`. */
  "slow",
  /** Nothing is done; the answer's code is `code`. */
  "answer",
  /** The issuer declines with `code`. */
  "decline",
] as const;

const messageActs = [
  "wrong_amount",
  "wrong_merchant",
  "wrong_signature",
  "unsigned",
] as const;

const noticeActs = [
  /** Sent `seconds` later. */
  "late",
  "twice",
  /** Never sent. */
  "withheld",
  /** Waits for the next notice and is sent after it. */
  "out_of_order",
] as const;

export const acts = [...answerActs, ...messageActs, ...noticeActs] as const;
type Act = (typeof acts)[number];

/** A rule: what is about `on` (a transaction's `01/07` or `04`, an API's name, `notice`, or `*`) behaves so. */
export interface Rule {
  readonly on: string;
  readonly act: Act;
  /** How many more times; for ever without it. */
  readonly times?: number | undefined;
  readonly code?: string | undefined;
  readonly seconds?: number | undefined;
}

export interface Behaviour {
  set(rules: readonly Rule[]): void;
  rules(): readonly Rule[];
  /** The first rule about this with one of these acts; it is used up once. */
  take(about: readonly string[], ...among: readonly Act[]): Rule | undefined;
}

export function createBehaviour(): Behaviour {
  let rules: readonly Rule[] = [];
  return {
    set: (given) => void (rules = given),
    rules: () => rules,
    take: (about, ...among) => {
      const found = rules.find(({ on, act }) =>
        among.includes(act) && (on === "*" || about.includes(on))
      );
      if (found?.times !== undefined) {
        rules = rules.flatMap((rule) => rule === found ? usedOnce(found) : [rule]);
      }
      return found;
    },
  };
}

function usedOnce(rule: Rule): readonly Rule[] {
  const times = (rule.times ?? 1) - 1;
  return times > 0 ? [{ ...rule, times }] : [];
}
