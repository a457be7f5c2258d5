import type { Instant } from "../time.ts";

export type SuspensionReason = "card_lost" | "device_lost" | "issuer" | "holder";
/** Who says so: each takes back only its own word. */
export type SetBy = "channel" | "consumer";

export interface Suspension {
  readonly reason: SuspensionReason;
  readonly setBy: SetBy;
  /** One that was lifted is kept, so that an older word that comes late changes nothing. */
  readonly inForce: boolean;
  /** When it was set or lifted. */
  readonly at: Instant;
  /** Higher is newer, among words of one reason and speaker. */
  readonly sequence: number;
}

/** `known` with this word in it; the same object when something as new or newer is known. */
export function withWord(known: readonly Suspension[], word: Suspension): readonly Suspension[] {
  const same = (each: Suspension) => each.reason === word.reason && each.setBy === word.setBy;
  const before = known.find(same);
  if (before && before.sequence >= word.sequence) return known;
  // Found before it was lost changes nothing but what counts as newer.
  return [...known.filter((each) => !same(each)), word];
}

/** The next word of a consumer about it; undefined where that would change nothing. */
export function ownWord(
  known: readonly Suspension[],
  { reason, inForce, at }: Pick<Suspension, "reason" | "inForce" | "at">,
): Suspension | undefined {
  const before = known.find((each) => each.reason === reason && each.setBy === "consumer");
  if ((before?.inForce ?? false) === inForce) return undefined;
  return { reason, setBy: "consumer", inForce, at, sequence: (before?.sequence ?? 0) + 1 };
}

export function inForce(suspensions: readonly Suspension[]): readonly Suspension[] {
  return suspensions.filter((each) => each.inForce);
}
