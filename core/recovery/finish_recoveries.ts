import { conflictOf, retryOnConflict } from "../conflict.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { MovedPhone } from "../consumer/consumer_events.ts";
import { withPhone } from "../consumer/with_phone.ts";
import { changeAllSuspensions } from "../contract/change_all_suspensions.ts";
import { formerPhoneOf } from "../message/former_phone.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import type { MerchantNo } from "../id.ts";
import { sealIdentityPhone } from "../identity/seal_phone.ts";
import { sweep } from "../sweep.ts";
import { after } from "../time.ts";
import { cancelRecovery, stepOf } from "./cancel_recovery.ts";
import { LOWERED_FOR, newPhoneContext, type WaitingRecovery } from "./recovery.ts";

/** Recoveries are nobody's merchant's: they take their turn as one merchant's would. */
const NOBODY = "" as MerchantNo;

/**
 * Once the day is over, what opened the account opens it no more, and the new phone does; a lost phone is lost no longer.
 * In one commit each.
 */
export async function finishRecoveries(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<WaitingRecovery>(deps, {
    name: "finish_recoveries",
    subject: ({ recoveryId: id }) => ({ id, merchantNo: NOBODY }),
    due: (now, _merchantNo, max) => deps.recoveries.due(now, max),
    work: ({ recoveryId }) => finish(deps, recoveryId),
  }, options);
}

function finish(deps: Deps, recoveryId: WaitingRecovery["recoveryId"]): Promise<boolean> {
  return retryOnConflict(async () => {
    const [recovery] = await deps.load(deps.recoveries.byId(recoveryId));
    if (!recovery) return true;
    const { consumerId } = recovery;
    const [found, contracts] = await deps.load(
      deps.consumers.byId(consumerId),
      deps.contracts.inForceOf(consumerId, deps.now()),
    );
    if (!found) return false;
    if (recovery.onlyPin) return await endPin(deps, recovery, found.consumer);
    const phone = await newPhoneOf(deps, recovery);
    if (phone === "taken") return await giveUp(deps, recoveryId);
    const { consumer } = found;
    const known = phone ? await withPhone(deps, consumer, phone.plain) : consumer;
    const step = stepOf(deps, { ...known, phoneLostAt: undefined }, recovery);
    const formerPhone = phone && await formerPhoneOf(deps, consumerId, step.eventId);
    const loweredUntil = after(step.at, LOWERED_FOR);
    const by = { type: "clock" } as const;
    const moved = { phone: phone?.moved, formerPhone, loweredUntil };
    const resumed = await changeAllSuspensions(deps, contracts, {
      change: { lift: "phone_lost" },
      by,
    });
    const conflict = await conflictOf(
      // Last: its guard looks at the contracts as this commit leaves them.
      deps.commit([...resumed, { type: "consumer.recovered", ...step, ...moved, by }]),
    );
    // By now the new phone opens an account that has more in it.
    if (conflict?.constraint === "identity_movable") return await giveUp(deps, recoveryId);
    if (conflict) throw conflict;
    deps.nudge("tell_consumers");
    deps.nudge("deliver_webhooks");
    return true;
  });
}

/** Whoever says meanwhile that the phone is lost has not asked for this with it. */
async function endPin(deps: Deps, recovery: WaitingRecovery, consumer: Consumer): Promise<true> {
  if (consumer.phoneLostAt) return await giveUp(deps, recovery.recoveryId);
  const step = stepOf(deps, consumer, recovery);
  await deps.commit([{
    type: "consumer.recovered",
    ...step,
    phone: undefined,
    formerPhone: undefined,
    loweredUntil: after(step.at, LOWERED_FOR),
    by: { type: "clock" },
  }]);
  deps.nudge("tell_consumers");
  return true;
}

async function giveUp(deps: Deps, recoveryId: WaitingRecovery["recoveryId"]): Promise<true> {
  await cancelRecovery(deps, () => deps.recoveries.byId(recoveryId), "clock");
  return true;
}

interface NewPhone {
  readonly plain: string;
  readonly moved: MovedPhone;
}

/** A phone that has opened another account in the meantime comes from there, if nothing else is in it or opens it. */
async function newPhoneOf(
  deps: Deps,
  { recoveryId, consumerId, askedAt, newPhone }: WaitingRecovery,
): Promise<NewPhone | "taken" | undefined> {
  if (!newPhone) return undefined;
  const { digest: subject, sealed } = newPhone;
  const [holder] = await deps.load(deps.identities.holder({ issuer: "phone", subject }));
  const [known] = holder ? await deps.load(deps.identities.of(holder.consumerId)) : [[]];
  if (known.length > 1) return "taken";
  const plain = await deps.vault.open(sealed, newPhoneContext(recoveryId));
  const identity = {
    issuer: "phone",
    subject,
    consumerId,
    createdAt: deps.now(),
    sealedPhone: await sealIdentityPhone(deps.vault, subject, plain),
    provedAt: askedAt,
  } as const;
  return { plain, moved: { identity, from: holder?.consumerId } };
}
