import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { notRegistrable, type ReturnUrlNotAllowed } from "../merchant/return_url.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { Application, ApplicationForm } from "./application.ts";
import { nextVersion, type NextVersionRefusal } from "./next_version.ts";

export interface FileApplication {
  readonly form: ApplicationForm;
  readonly here: SignedIn;
}

export type FileApplicationRefusal = ReturnUrlNotAllowed | NextVersionRefusal;

/**
 * Files at the desk what an enterprise applies for that has nobody above it to do so: its first live number. Whoever
 * files it does not decide it. References and versions are as with those that a merchant submits.
 */
export function fileApplication(
  deps: Deps,
  { form, here }: FileApplication,
): Promise<Result<Application, FileApplicationRefusal>> {
  return retryOnConflict(async () => {
    const [latest] = await deps.load(deps.applications.filedByReference(form.reference));
    const { staffId: filedBy } = here.staff;
    const at = deps.now();
    const next = await nextVersion(deps, form, { latest, parentNo: undefined, filedBy, at });
    if (!next.ok || next.value === latest) return next;
    const refused = notRegistrable(form.returnUrls);
    if (refused) return rejected(refused);
    await deps.commit([{
      type: "application.submitted",
      application: next.value,
      within: here.session.sessionId,
      eventId: deps.newId("evt"),
      at,
      by: byStaff(filedBy),
    }]);
    return ok(next.value);
  });
}
