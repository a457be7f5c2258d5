import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import type { MerchantNo } from "../id.ts";
import { waitAfter } from "../message/owed_message.ts";
import { openPerson } from "../staff/seal_staff.ts";
import { sweep } from "../sweep.ts";
import { after, minutes } from "../time.ts";
import { alertsFor } from "./alert_kind.ts";
import { alertText } from "./alert_text.ts";
import type { OwedMail } from "./owed_mail.ts";

/** How long a process that takes a mail and dies keeps it; handing one over takes far less. */
const LEASE = minutes(1);
/** Operators take their turn among the merchants as one of them would. */
const INSTITUTION = "" as MerchantNo;

/**
 * Mails staff what they chose to hear of. A mail is taken for a minute and settled only once it was handed over, so a
 * crash in between sends it again under the same id and never loses it.
 */
export async function mailStaff(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<OwedMail>(deps, {
    name: "mail_staff",
    subject: ({ mailId, staff }) => ({ id: mailId, merchantNo: staff.merchantNo ?? INSTITUTION }),
    due: (now, _merchantNo, max) => deps.alerts.due(now, max),
    work: async (mail) => {
      const now = deps.now();
      const verdict = await deps.write(
        deps.alerts.take(mail.mailId, { now, until: after(now, LEASE) }),
      );
      const taken = verdict.type === "committed" && verdict.rows.flat().length > 0;
      if (taken) await send(deps, { ...mail, tries: mail.tries + 1 });
      return taken;
    },
  }, options);
}

async function send(deps: Deps, owed: OwedMail): Promise<void> {
  const { mailId, staff, kind, tries } = owed;
  const { mail: to } = await openPerson(deps.vault, staff);
  // In the meantime removed, or given a role that is not told of this.
  const theirs = staff.state === "active" && alertsFor(staff.role).includes(kind);
  if (to !== undefined && theirs) {
    try {
      await deps.mail({ messageId: mailId, to, ...alertText(owed, deps.config) });
    } catch (error) {
      const wait = waitAfter(tries);
      const facts = { mail_id: mailId, tries, error: String(error) };
      if (wait === undefined) deps.log.error("mail to staff given up", facts);
      else {
        deps.log.warn("mail to staff not sent", facts);
        await deps.write(deps.alerts.again(mailId, after(deps.now(), wait)));
        return;
      }
    }
  }
  await deps.write(deps.alerts.settle(mailId));
}
