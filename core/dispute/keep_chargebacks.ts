import { byChannel } from "../actor.ts";
import { takenTwice } from "../claim/claim.ts";
import { followChargeback } from "../claim/follow_chargeback.ts";
import { retryOnConflict } from "../conflict.ts";
import { endAdvance } from "../deduction/record_advance_end.ts";
import type { Deps } from "../deps.ts";
import type { EventBody } from "../event.ts";
import type { StatementFileId } from "../id.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { add, type Money, noMoney, sameMoney, subtract } from "../money.ts";
import type { StatementFile } from "../statement_file/statement_file.ts";
import { after, type Instant } from "../time.ts";
import { type Chargeback, directionOf } from "./chargeback.ts";
import { type Dispute, MERCHANT_DUE, nextFacts, opened, takes } from "./dispute.ts";
import type { UntiedLine } from "./dispute_store.ts";
import { type Disputable, disputable } from "./open_dispute.ts";

const LINES = 100;

/**
 * Takes up what the channel's corrections say of payments and deductions: money that it took back opens a dispute or
 * ends one, and money that it gave again ends that. What does not fit stays a difference, for people. Each line counts
 * once, however often this is done.
 */
export async function keepChargebacks(
  deps: Deps,
  { kind, fileId }: Pick<StatementFile, "kind" | "fileId">,
): Promise<void> {
  if (kind !== "zme") return;
  let taken = 0;
  for (let past = 0;;) {
    const [lines] = await deps.load(deps.disputes.untiedLines(fileId, past, LINES));
    for (const line of lines) {
      if (await retryOnConflict(() => take(deps, fileId, line))) taken++;
      past = line.lineNo;
    }
    if (lines.length < LINES) break;
  }
  if (taken > 0) deps.nudge("deliver_webhooks");
}

async function take(deps: Deps, fileId: StatementFileId, line: UntiedLine): Promise<boolean> {
  const found = await disputable(deps, line.subjectId);
  if (!found) return false;
  const at = merchantNow(found.merchant, deps.now());
  const bodies = bodiesOf(deps, found, { line, fileId, at });
  if (!bodies) return false;
  const followed = [
    ...await claiming(deps, found, bodies, at),
    ...await reclaiming(deps, found.paid, bodies, at),
  ];
  const by = byChannel(found.paid.channel);
  await deps.commit(
    [...bodies, ...followed].map((body) => ({ ...body, eventId: deps.newId("evt"), at, by })),
  );
  return true;
}

/** What went back to the payer already is claimed of the channel. */
async function claiming(
  deps: Deps,
  { paid }: Disputable,
  bodies: readonly EventBody[],
  at: Instant,
): Promise<readonly EventBody[]> {
  const dispute = bodies.flatMap((each) => "chargeback" in each ? each.dispute : [])[0];
  if (!dispute) return [];
  const [claim] = await deps.load(deps.claims.ofDispute(dispute.disputeId));
  const twice = takenTwice({ ...paid, chargedBack: dispute.chargedBack });
  return followChargeback({ claim, dispute, twice }, { claimId: deps.newId("clm"), at });
}

function bodiesOf(
  deps: Deps,
  found: Disputable,
  given: Given,
): readonly EventBody[] | undefined {
  const { line } = given;
  const direction = directionOf(line);
  const fee = feeIn(line);
  if (direction === undefined || fee.fen < 0 || fee.fen > line.amount.fen) return undefined;
  return direction === "taken" ? taking(deps, found, given) : returning(deps, found, given);
}

/** A file says of a fee what the merchant pays. */
function feeIn({ direction, fee }: Pick<UntiedLine, "direction" | "fee">): Money {
  return direction === "out" ? subtract(noMoney, fee) : fee;
}

/** Whoever takes back all of a charge that the network advanced has its money from the merchant, and no longer of the payer. */
async function reclaiming(
  deps: Deps,
  paid: Disputable["paid"],
  bodies: readonly EventBody[],
  at: Instant,
): Promise<readonly EventBody[]> {
  if (!("advance" in paid) || paid.advance?.state !== "outstanding") return [];
  const takesAll = bodies.some((each) =>
    each.type === "dispute.charged_back" && sameMoney(each.dispute.chargedBack, paid.amount)
  );
  const [found] = takesAll
    ? await deps.load(deps.deductions.byChannelOrderNo(paid.channelOrderNo, deps.now()))
    : [];
  const ended = found && endAdvance(found, "reclaimed", at);
  return ended ? [ended] : [];
}

interface Given {
  readonly line: UntiedLine;
  readonly fileId: StatementFileId;
  readonly at: Instant;
}

/** No more than was paid can be taken back. */
function taking(
  deps: Deps,
  found: Disputable,
  { line, fileId, at }: Given,
): readonly EventBody[] | undefined {
  const { paid } = found;
  const { amount } = line;
  if (amount.fen === 0 || amount.fen > subtract(paid.amount, paid.chargedBack).fen) {
    return undefined;
  }
  const known = found.dispute;
  const before = known ?? openedByChannel(deps, found, amount, at);
  const dispute: Dispute = {
    ...nextFacts(before),
    chargedBack: add(before.chargedBack, amount),
    steps: before.steps + 1,
    state: "charged_back",
    endedAt: at,
  };
  const chargeback = chargebackOf(deps, dispute, { line, fileId });
  const reservedSeen = paid.refundReserved;
  const moved = { type: "dispute.charged_back", dispute, chargeback, reservedSeen } as const;
  return known ? [moved] : [{ type: "dispute.opened", dispute: before }, moved];
}

/** Only what was taken before comes back. */
function returning(
  deps: Deps,
  { dispute: before, paid: { refundReserved: reservedSeen } }: Disputable,
  { line, fileId, at }: Given,
): readonly EventBody[] | undefined {
  const { amount } = line;
  if (!before || !takes(before, "reversed")) return undefined;
  if (amount.fen === 0 || amount.fen > before.chargedBack.fen) return undefined;
  const chargedBack = subtract(before.chargedBack, amount);
  const dispute: Dispute = {
    ...nextFacts(before),
    chargedBack,
    steps: before.steps + 1,
    state: chargedBack.fen === 0 ? "reversed" : "charged_back",
    endedAt: at,
  };
  const chargeback = chargebackOf(deps, dispute, { line, fileId });
  return [{ type: "dispute.reversed", dispute, chargeback, reservedSeen }];
}

function chargebackOf(
  deps: Deps,
  { steps: step }: Dispute,
  { line, fileId }: Omit<Given, "at">,
): Chargeback {
  const { lineNo, direction, amount } = line;
  return {
    chargebackId: deps.newId("cbk"),
    step,
    direction: direction === "out" ? "taken" : "returned",
    amount,
    fee: feeIn(line),
    fileId,
    lineNo,
  };
}

function openedByChannel(
  deps: Deps,
  { of, paid, settleMerchantNo, merchantOrderNo, consumerId, evidence }: Disputable,
  amount: Money,
  at: Instant,
): Dispute {
  return {
    ...opened({
      disputeId: deps.newId("dsp"),
      of,
      merchantNo: paid.merchantNo,
      settleMerchantNo,
      merchantOrderNo,
      channel: paid.channel,
      consumerId,
      openedBy: "channel",
      reason: "chargeback",
      amount,
      evidence,
      createdAt: at,
    }),
    state: "open",
    dueAt: after(at, MERCHANT_DUE),
    remindedAt: undefined,
  };
}
