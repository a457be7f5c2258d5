import { byClock } from "../actor.ts";
import { type ListedAs, listedAs, NOT_BLOCKED } from "../block/listed_as.ts";
import type { ChannelName } from "../channel/channel.ts";
import { connectedForContracts } from "../channel/connected.ts";
import { conflictOf, retryOnConflict } from "../conflict.ts";
import { endOf } from "../contract/contract.ts";
import { contractScope } from "../contract/contract_scope.ts";
import type { ContractWithUse } from "../contract/contract_store.ts";
import { hasExpired } from "../contract/validity.ts";
import { mayChargeAndSettleAt, overDayLimit } from "../deduction/deduct.ts";
import { newDeduction } from "../deduction/new_deduction.ts";
import type { Deps } from "../deps.ts";
import type { EventBody } from "../event.ts";
import type { FlowOptions } from "../flow.ts";
import type { DeductionId, EventId } from "../id.ts";
import { type Merchant, merchantNow, notActive } from "../merchant/merchant.ts";
import { overOwnLimit, type UsedOwnLimit } from "../own_limit/own_limit.ts";
import type { SharingAgreement } from "../sharing/sharing_agreement.ts";
import { sharingOf } from "../sharing/sharing_of.ts";
import { sweepEachClock } from "../sweep.ts";
import type { Instant } from "../time.ts";
import { advance, type Arrear, nextRetryAt } from "./arrear.ts";
import type { SkipReason } from "./arrear_events.ts";

/**
 * Tries again what is owed, each at its time: a charge like any other, within the same limits, which the write holds.
 * What the limits do not allow at that time is left out. While the contract or a merchant number is suspended, the
 * channel stopped or a payment of the consumer under way, it waits; once the contract has ended nobody tries again.
 */
export async function retryArrears(deps: Deps, options?: FlowOptions): Promise<void> {
  const [stopped] = await deps.load(deps.channelSwitches.stopped());
  const channels = connectedForContracts(deps).filter((each) => !stopped.includes(each));
  const moved = await sweepEachClock<Arrear>(deps, {
    name: "retry_arrears",
    subject: ({ arrearId: id, merchantNo }) => ({ id, merchantNo }),
    due: (now, merchantNo, max) => deps.arrears.dueToRetry(now, { merchantNo, channels, max }),
    work: (arrear) => retry(deps, arrear, channels),
  }, options);
  if (moved > 0) {
    deps.nudge("send_deductions");
    deps.nudge("deliver_webhooks");
  }
}

function retry(
  deps: Deps,
  { arrearId }: Arrear,
  channels: readonly ChannelName[],
): Promise<boolean> {
  let blocked = false;
  return retryOnConflict(async () => {
    const facts = await load(deps, arrearId);
    if (!facts) return false;
    const given = {
      now: deps.now(),
      channels,
      payer: await listedAs(deps.vault, facts.found.contract),
      blocked,
      deductionId: deps.newId("ded"),
      eventId: deps.newId("evt"),
    };
    const events = decide(facts, given);
    if (events.length === 0) return false;
    const at = merchantNow(facts.merchant, given.now);
    const conflict = await conflictOf(deps.commit(events.map((each) => ({
      ...each,
      eventId: deps.newId("evt"),
      at,
      by: byClock,
    }))));
    if (conflict?.constraint === NOT_BLOCKED) blocked = true;
    if (conflict) throw conflict;
    return true;
  });
}

interface Facts {
  readonly arrear: Arrear;
  readonly found: ContractWithUse;
  /** Who charges. */
  readonly merchant: Merchant;
  /** What their person allows themselves. */
  readonly own: readonly UsedOwnLimit[];
  readonly settleTo: Merchant | undefined;
  readonly sharing: SharingAgreement | undefined;
}

async function load(deps: Deps, arrearId: Arrear["arrearId"]): Promise<Facts | undefined> {
  const [arrear] = await deps.load(deps.arrears.byId(arrearId));
  if (!arrear) return undefined;
  const { settleMerchantNo: settle } = arrear;
  const [found, merchant, own, settleTo] = await deps.load(
    deps.contracts.byId(arrear.contractId, deps.now()),
    deps.merchants.byNo(arrear.merchantNo),
    deps.ownLimits.ofContract(arrear.contractId, deps.now()),
    ...(settle === undefined ? [] : [deps.merchants.byNo(settle)]),
  );
  if (!found || !merchant) return undefined;
  const sharing = await sharingOf(deps, found, [merchant.merchantNo, settle]);
  return { arrear, found, merchant, own, settleTo, sharing };
}

/** What to commit now: nothing while it waits. */
function decide(
  { arrear, found, merchant, own, settleTo, sharing }: Facts,
  given: {
    readonly now: Instant;
    readonly channels: readonly ChannelName[];
    readonly payer: ListedAs;
    /** Whoever pays is on the list. */
    readonly blocked: boolean;
    readonly deductionId: DeductionId;
    readonly eventId: EventId;
  },
): readonly EventBody[] {
  const { contract, owner, today } = found;
  const at = merchantNow(merchant, given.now);
  const next = nextRetryAt(arrear);
  if (next === undefined) return [];
  if (endOf(contract) || hasExpired(contract, today)) {
    const ended = advance(arrear, {
      type: "retries_ended",
      because: "contract_ended",
    });
    return ended.ok ? [{ type: "arrear.retries_ended", arrear: ended.value }] : [];
  }
  if (next > at || contract.state === "suspended") return [];
  if (notActive(merchant, owner, settleTo) || !given.channels.includes(contract.channel)) return [];

  const { amount, settleMerchantNo, subject, contractId, arrearId } = arrear;
  const may = { ...found, merchant };
  const inScope = contractScope(contract, merchant, { sharing, today }) &&
    (settleMerchantNo === undefined || mayChargeAndSettleAt(may, settleTo, sharing));
  const because: SkipReason | undefined = !inScope
    ? "merchant_not_in_scope"
    : given.blocked
    ? "payer_blocked"
    : overDayLimit(found, amount)
    ? "day_limit_exceeded"
    : overOwnLimit(own, amount)
    ? "consumer_limit_exceeded"
    : undefined;
  if (because !== undefined) {
    const skipped = advance(arrear, { type: "retry_skipped", at });
    return skipped.ok ? [{ type: "arrear.retry_skipped", arrear: skipped.value, because }] : [];
  }
  const { deductionId } = given;
  const retried = advance(arrear, { type: "retried", at, deductionId });
  if (!retried.ok) return [];
  const { events } = newDeduction(
    {
      contractId,
      // The number is ours: the merchant's own belongs to the charge that failed.
      merchantOrderNo: `retry-${deductionId}`,
      amount,
      subject,
      settleMerchantNo,
      arrearId,
    },
    may,
    { ...given, at, noticeId: undefined, by: byClock },
  );
  return [...events, { type: "arrear.retried", arrear: retried.value }];
}
