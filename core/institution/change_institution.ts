import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Institution } from "./institution.ts";

/** From now on this is who runs the portal, whatever the environment says. The same again changes nothing. */
export async function changeInstitution(
  deps: Deps,
  { by, ...given }: Omit<Institution, "version"> & { readonly by: Actor },
): Promise<void> {
  await retryOnConflict(async () => {
    const [known] = await deps.load(deps.institutions.current());
    const same = known?.name === given.name && known.phone === given.phone &&
      known.licence === given.licence;
    if (same) return;
    await deps.commit([{
      type: "institution.changed",
      institution: { ...given, version: (known?.version ?? 0) + 1 },
      eventId: deps.newId("evt"),
      at: deps.now(),
      by,
    }]);
  });
  await deps.institution.refresh();
}
