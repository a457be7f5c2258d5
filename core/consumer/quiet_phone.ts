import type { Deps } from "../deps.ts";
import type { Identity } from "../identity/identity.ts";
import { between, days, type Duration, type Instant } from "../time.ts";
import type { Consumer } from "./consumer.ts";

/**
 * A number that was given up is given out again after 90 days at the earliest (电信服务规范, 附录 2): whoever answered a
 * code within them has it still, and whoever did before may not.
 */
export const QUIET_AFTER: Duration = days(90);

/** Whether a phone was silent for so long that it may be another person's by now. */
function isQuiet(
  { provedAt, createdAt }: Pick<Identity, "provedAt" | "createdAt">,
  now: Instant,
): boolean {
  return between(provedAt ?? createdAt, now) >= QUIET_AFTER;
}

/** Whose account a phone opens that was silent for so long; undefined where it was not, or nothing could be taken. */
export async function quietHolder(
  { load, identities, consumers, now }: Pick<Deps, "load" | "identities" | "consumers" | "now">,
  subject: string,
): Promise<Consumer | undefined> {
  const [holder] = await load(identities.holder({ issuer: "phone", subject }));
  if (!holder) return undefined;
  const { consumerId } = holder;
  const [known, inUse] = await load(identities.of(consumerId), consumers.isInUse(consumerId));
  const phone = known.find(({ issuer }) => issuer === "phone");
  return phone && inUse && isQuiet(phone, now()) ? holder : undefined;
}
