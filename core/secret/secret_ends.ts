import type { Credential } from "../alarm/credential.ts";
import { endOfBusinessDay, startOfBusinessDay } from "../time.ts";
import type { Secrets } from "./parse_secrets.ts";

/** When secrets are to be replaced, where SECRETS says so: an operator's own reminder, nothing stops then. */
export function secretEnds({ secrets }: Secrets): readonly Credential[] {
  return secrets.flatMap(({ id, lastDay }) =>
    lastDay === undefined
      ? []
      : [{ name: `SECRETS ${id}`, endsAt: endOfBusinessDay(startOfBusinessDay(lastDay)) }]
  );
}
