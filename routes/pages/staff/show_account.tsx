import type { Context } from "hono";
import { maskedPhone } from "../../../core/consumer/consumer.ts";
import { openStaffPhone } from "../../../core/staff/seal_staff.ts";
import { isConfirmed, mayAddPasskey } from "../../../core/staff/session.ts";
import { type WaitingPhone, waitingPhoneContext } from "../../../core/staff/waiting_phone.ts";
import { AccountPage, type AccountProblem } from "../../../views/staff/account_page.tsx";
import type { PhoneProblem } from "../../../views/staff/phone_words.ts";
import { render } from "../render.tsx";
import { clientName } from "../client_name.ts";
import type { DeskDeps, StaffEnv } from "./needs.tsx";

interface Shown {
  readonly problem?: AccountProblem | undefined;
  readonly phoneProblem?: PhoneProblem | undefined;
  readonly typedPhone?: string | undefined;
}

/** What is somebody's own, with what is wrong with a form of it. */
export async function showAccount(
  c: Context<StaffEnv>,
  { deps, desk }: DeskDeps,
  { problem, phoneProblem, typedPhone }: Shown,
): Promise<Response> {
  const { frame, who, here: { staff, session } } = c.var;
  const { staffId } = staff;
  const now = deps.now();
  const [passkeys, codesLeft, sessions, waiting] = await deps.load(
    deps.staff.passkeys(staffId),
    deps.staff.codesLeft(staffId),
    deps.staff.sessions(staffId, { now, idle: deps.config.staffSessionIdle }),
    deps.staff.waitingPhone(staffId, now),
  );
  const phone = await openStaffPhone(deps.vault, staff);
  const given = {
    frame,
    desk,
    who,
    passkeys,
    codesLeft,
    sessions,
    phone: {
      phone: phone && maskedPhone(phone),
      waiting: waiting && maskedPhone(await openWaiting(waiting)),
      confirmed: isConfirmed(session, now),
      problem: phoneProblem,
      typed: typedPhone,
    },
    told: { alerts: staff.alerts, smsAlerts: staff.smsAlerts, hasPhone: phone !== undefined },
    current: session.sessionId,
    byCode: session.proof === "recovery_code",
    mayAdd: mayAddPasskey(session, now),
    suggestedName: clientName(c),
    problem,
  };
  return render(c, {
    page: () => <AccountPage {...given} />,
    ...(problem ?? phoneProblem ? { status: 422 } : {}),
  });

  function openWaiting({ sealedPhone }: WaitingPhone): Promise<string> {
    return deps.vault.open(sealedPhone, waitingPhoneContext(staffId));
  }
}
