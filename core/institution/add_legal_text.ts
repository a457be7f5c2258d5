import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { rejected, type Result } from "../result.ts";
import { businessDay } from "../time.ts";
import type { LegalText } from "./institution.ts";

export type LegalTextRefusal =
  /** It would have begun before today, or before the version that it follows. */
  { readonly code: "first_day_past" };

/** A new version from its first day on; those before it stay readable. */
export async function addLegalText(
  deps: Deps,
  { by, ...given }: Omit<LegalText, "version"> & { readonly by: Actor },
): Promise<Result<LegalText, LegalTextRefusal>> {
  const added = await retryOnConflict(async (): Promise<Result<LegalText, LegalTextRefusal>> => {
    const [versions] = await deps.load(deps.institutions.versions());
    const last = versions.find(({ kind }) => kind === given.kind);
    const at = deps.now();
    const { firstDay } = given;
    if (firstDay < businessDay(at) || (last && firstDay < last.firstDay)) {
      return rejected({ code: "first_day_past" });
    }
    const text = { ...given, version: (last?.version ?? 0) + 1 };
    await deps.commit([{ type: "legal_text.added", text, eventId: deps.newId("evt"), at, by }]);
    return { ok: true, value: text };
  });
  if (added.ok) await deps.institution.refresh();
  return added;
}
