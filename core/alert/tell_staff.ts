import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import type { MerchantNo } from "../id.ts";
import { waitAfter } from "../message/owed_message.ts";
import { openPerson, openStaffPhone } from "../staff/seal_staff.ts";
import { sweep } from "../sweep.ts";
import { after, minutes } from "../time.ts";
import { alertsFor } from "./alert_kind.ts";
import { alertSms, alertText } from "./alert_text.ts";
import type { OwedAlert } from "./owed_alert.ts";

/** How long a process that takes one and dies keeps it; handing one over takes far less. */
const LEASE = minutes(1);
/** Operators take their turn among the merchants as one of them would. */
const INSTITUTION = "" as MerchantNo;

/**
 * Tells staff what they chose to hear of, by mail or text message. One is taken for a minute and settled only once it was
 * handed over, so a crash in between sends it again under the same id and never loses it.
 */
export async function tellStaff(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<OwedAlert>(deps, {
    name: "tell_staff",
    subject: ({ alertId, staff }) => ({
      id: alertId,
      merchantNo: staff.merchantNo ?? INSTITUTION,
    }),
    due: (now, _merchantNo, max) => deps.alerts.due(now, max),
    work: async (owed) => {
      const now = deps.now();
      const verdict = await deps.write(
        deps.alerts.take(owed.alertId, { now, until: after(now, LEASE) }),
      );
      const taken = verdict.type === "committed" && verdict.rows.flat().length > 0;
      if (taken) await tell(deps, { ...owed, tries: owed.tries + 1 });
      return taken;
    },
  }, options);
}

async function tell(deps: Deps, owed: OwedAlert): Promise<void> {
  const { alertId, staff, kind, way, tries } = owed;
  // In the meantime removed, or given a role that is not told of this.
  if (staff.state === "active" && alertsFor(staff.role).includes(kind)) {
    try {
      await send(deps, owed);
    } catch (error) {
      const wait = waitAfter(tries);
      const facts = { alert_id: alertId, way, tries, error: String(error) };
      if (wait === undefined) deps.log.error("alert to staff given up", facts);
      else {
        deps.log.warn("alert to staff not sent", facts);
        await deps.write(deps.alerts.again(alertId, after(deps.now(), wait)));
        return;
      }
    }
  }
  await deps.write(deps.alerts.settle(alertId));
}

/** To the address or the number they have now; to nobody where it is gone. */
async function send(deps: Deps, owed: OwedAlert): Promise<void> {
  const { alertId: messageId, staff, way } = owed;
  switch (way) {
    case "mail": {
      const { mail: to } = await openPerson(deps.vault, staff);
      if (to !== undefined) await deps.mail({ messageId, to, ...alertText(owed, deps.config) });
      return;
    }
    case "sms": {
      const phone = await openStaffPhone(deps.vault, staff);
      const text = alertSms(owed, deps.config);
      if (phone !== undefined) await deps.sms({ messageId, phone, text, test: false });
    }
  }
}
