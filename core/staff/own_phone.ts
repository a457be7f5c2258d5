import { byStaff } from "../actor.ts";
import { urgentAlertsFor } from "../alert/alert_kind.ts";
import { spend } from "../budget/spend.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import { digestSmsCode, isSmsCode } from "../sms/sms_code.ts";
import { typedCode } from "../text/typed_code.ts";
import { staffContext } from "./seal_staff.ts";
import type { SignedIn } from "./session.ts";
import { moved, withoutPhone } from "./staff.ts";
import { phoneCodeSubject, waitingPhoneContext } from "./waiting_phone.ts";

/** Wrong, expired, replaced, used and guessed too often get one answer, so that guessing reveals nothing. */
export type ConfirmPhoneRefusal = { readonly code: "phone_code_refused" };

const refused = { code: "phone_code_refused" } as const;

/**
 * From now on alerts come to the phone that the code was sent to; with the first one, those that are urgent. A try is
 * spent before anything is compared.
 */
export async function confirmPhone(
  deps: Deps,
  { here, typed }: { readonly here: SignedIn; readonly typed: string },
): Promise<Result<undefined, ConfirmPhoneRefusal>> {
  const { staffId } = here.staff;
  const code = typedCode(typed);
  const [asked] = await deps.load(deps.staff.waitingPhone(staffId, deps.now()));
  // What no message could have contained is not a guess, and costs no try.
  if (!asked || !isSmsCode(code)) return rejected(refused);
  const spent = await spend(deps, [[{ budget: "phone_code_tries", subject: asked.digest }]]);
  if (!spent.ok) return rejected(refused);
  const digest = await digestSmsCode(deps, phoneCodeSubject(staffId), code);
  if (!sameText(digest, asked.digest)) return rejected(refused);
  return await retryOnConflict(async () => {
    const now = deps.now();
    const [staff, waiting] = await deps.load(
      deps.staff.byId(staffId),
      deps.staff.waitingPhone(staffId, now),
    );
    if (!staff || waiting?.digest !== digest) return rejected(refused);
    const phone = await deps.vault.open(waiting.sealedPhone, waitingPhoneContext(staffId));
    const isFirst = staff.sealedPhone === undefined;
    await deps.commit([{
      type: "staff.phone_set",
      staff: {
        ...moved(staff),
        sealedPhone: await deps.vault.seal(phone, staffContext("sealed_phone", staffId)),
        smsAlerts: isFirst ? urgentAlertsFor(staff.role) : staff.smsAlerts,
      },
      code: digest,
      within: here.session.sessionId,
      eventId: deps.newId("evt"),
      at: now,
      by: byStaff(staffId),
    }]);
    return ok(undefined);
  });
}

/** No text message from now on; what came by one comes by mail. Without a phone nothing changes. */
export function removePhone(deps: Deps, here: SignedIn): Promise<void> {
  return retryOnConflict(async () => {
    const { staffId } = here.staff;
    const [staff] = await deps.load(deps.staff.byId(staffId));
    if (staff?.sealedPhone === undefined) return;
    await deps.commit([{
      type: "staff.phone_removed",
      staff: { ...moved(staff), ...withoutPhone(staff) },
      within: here.session.sessionId,
      eventId: deps.newId("evt"),
      at: deps.now(),
      by: byStaff(staffId),
    }]);
  });
}
