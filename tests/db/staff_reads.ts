import { type Id, type IdPrefix, merchantNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { instant, minutes } from "../../core/time.ts";
import { alertStore } from "../../db/alert/queries.ts";
import { proposalStore } from "../../db/proposal/queries.ts";
import { staffStore } from "../../db/staff/queries.ts";

const id = <P extends IdPrefix>(prefix: P): Id<P> => `${prefix}_01KAG8M0000000000000000001`;
const merchant = merchantNo("888000000000001");
const now = instant(0);
const awake = { now, idle: minutes(15) };

/** Every read of staff, of what waits for a second one, and of mails. */
export const staffReads: Readonly<Record<string, Query<unknown>>> = {
  "staff.byIds": staffStore.byIds([id("stf")]),
  "staff.list": staffStore.list(merchant),
  "staff.list of operators": staffStore.list(undefined),
  "staff.ownById": staffStore.ownById(merchant, id("stf")),
  "staff.byId": staffStore.byId(id("stf")),
  "staff.byMail": staffStore.byMail(merchant, "d"),
  "staff.byInvitation": staffStore.byInvitation("d"),
  "staff.byCode": staffStore.byCode("d"),
  "staff.byCredential": staffStore.byCredential("d"),
  "staff.passkeys": staffStore.passkeys(id("stf")),
  "staff.passkey": staffStore.passkey(id("stf"), id("pky")),
  "staff.codesLeft": staffStore.codesLeft(id("stf")),
  "staff.sessions": staffStore.sessions(id("stf"), awake),
  "staff.inSession": staffStore.inSession("d", awake),
  "staff.openTo": staffStore.openTo(id("stf"), merchant, now),
  "proposals.waiting": proposalStore.waiting(merchant, now),
  "proposals.waiting for operators": proposalStore.waiting(undefined, now),
  "proposals.visibleById": proposalStore.visibleById(merchant, id("prp")),
  "proposals.visibleById to operators": proposalStore.visibleById(undefined, id("prp")),
  "alerts.due": alertStore.due(now, 10),
};
