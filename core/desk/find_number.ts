import type { Deps } from "../deps.ts";
import { idPrefixes, parseId } from "../id.ts";
import type { FoundNumber } from "./found_number.ts";

/** What a number in somebody's hand may be. */
export type NumberKind =
  /** One of our own ids. */
  | "our_id"
  /** What we number towards a channel. */
  | "channel_order_no"
  | "merchant_no"
  /** A merchant's own, or a channel's. */
  | "other";

export interface NumberFound {
  readonly text: string;
  readonly kind: NumberKind;
  readonly found: readonly FoundNumber[];
  /** One of our own ids: the thing with this id, whatever it is. */
  readonly subjectId: string | undefined;
}

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const MERCHANT_NO = /^[0-9A-Za-z]{15}$/;

/**
 * Looks for a number that somebody holds in their hand: one of our ids, what we number towards a channel, a merchant
 * number, a merchant's own number of an order, refund, deduction or contract, or the channel's of a transaction. A
 * number may be several of these, so all that have it are found.
 */
export async function findNumber(deps: Deps, given: string): Promise<NumberFound> {
  const text = given.trim();
  const kind = kindOf(text);
  if (text === "") return { text, kind, found: [], subjectId: undefined };
  const [found, events] = await deps.load(
    deps.desk.numbered(text),
    deps.desk.eventsOf(text, 1),
  );
  return { text, kind, found, subjectId: events.length > 0 ? text : undefined };
}

/** What a number looks like. */
export function kindOf(text: string): NumberKind {
  if (idPrefixes.some((prefix) => parseId(prefix, text))) return "our_id";
  if (ULID.test(text)) return "channel_order_no";
  return MERCHANT_NO.test(text) ? "merchant_no" : "other";
}
