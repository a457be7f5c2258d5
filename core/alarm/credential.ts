import { between, days, type Instant } from "../time.ts";

/** What the portal seals or signs with, or is known to a channel by, and until when. */
export interface Credential {
  /** As operators know it; never anything of the key itself. */
  readonly name: string;
  readonly endsAt: Instant;
}

/** So many days before its end it is told of, each time once; 0: it has ended. */
const DAYS_BEFORE = [0, 1, 7, 30] as const;

/** How near its end is; undefined while there is time. */
export function endsWithinDays(
  { endsAt }: Pick<Credential, "endsAt">,
  now: Instant,
): (typeof DAYS_BEFORE)[number] | undefined {
  const left = between(now, endsAt);
  return DAYS_BEFORE.find((count) => left <= days(count));
}
