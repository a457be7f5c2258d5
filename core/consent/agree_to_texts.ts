import { byConsumer } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import { businessDay } from "../time.ts";
import { type Consent, yetToAgree } from "./consent.ts";

export type AgreeRefusal =
  | { readonly code: "session_over" }
  /** What was shown is not what is in force now, or nothing is left to agree to. */
  | { readonly code: "texts_changed" };

/** Records that this session's consumer agrees to exactly the versions that the page showed. */
export function agreeToTexts(
  deps: Deps,
  { session, shown }: { readonly session: string; readonly shown: readonly Consent[] },
): Promise<Result<undefined, AgreeRefusal>> {
  return retryOnConflict(async () => {
    const at = deps.now();
    const tokenDigest = await sha256(session);
    const [here, versions, given] = await deps.load(
      deps.sessions.consumerIn(tokenDigest, at),
      deps.institutions.versions(),
      deps.consents.ofSession(tokenDigest),
    );
    if (!here) return rejected({ code: "session_over" });
    const asked = yetToAgree(versions, given, businessDay(at))
      .map(({ kind, version }) => ({ kind, version }));
    if (asked.length === 0 || nameOf(asked) !== nameOf(shown)) {
      return rejected({ code: "texts_changed" });
    }
    const { consumer } = here;
    await deps.commit([{
      type: "consumer.agreed",
      consumer: { ...consumer, version: consumer.version + 1 },
      texts: asked,
      eventId: deps.newId("evt"),
      at,
      by: byConsumer(consumer.consumerId),
    }]);
    return ok(undefined);
  });
}

function nameOf(texts: readonly Consent[]): string {
  return texts.map(({ kind, version }) => `${kind}:${version}`).sort().join(" ");
}
