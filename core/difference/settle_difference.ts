import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Stamp } from "../event_spec.ts";
import type { DifferenceId } from "../id.ts";
import { channelFor } from "../payment/channel_for.ts";
import { add } from "../money.ts";
import {
  isOpen,
  type Proposal,
  type ProposalsTooMany,
  type SettleDifferenceAct,
} from "../proposal/proposal.ts";
import { propose } from "../proposal/propose.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import type { Correction } from "./correction.ts";
import { type Difference, leftOf, type OpenDifference, type SettlingWay } from "./difference.ts";
import type { DifferenceEvent } from "./difference_events.ts";
import type { WorkRefusal } from "./work_on_difference.ts";

export type SettleDifferenceRefusal =
  | Exclude<WorkRefusal, { readonly code: "comments_too_many" }>
  /** It is not any more what was seen. */
  | { readonly code: "difference_changed"; readonly difference_id: DifferenceId }
  /** Both sides come to the same sum, or it is not known whose money it is. */
  | { readonly code: "nothing_to_correct"; readonly difference_id: DifferenceId };

export interface ProposeSettling {
  readonly of: DifferenceId;
  readonly way: SettlingWay;
  readonly why: string;
  /** The finding that was shown. */
  readonly finding: number;
  readonly here: SignedIn;
}

/** Puts before a second person how a difference is settled. One proposal at a time; an expired one gives way. */
export function proposeSettling(
  deps: Deps,
  { of, way, why, finding, here }: ProposeSettling,
): Promise<Result<Proposal, SettleDifferenceRefusal | ProposalsTooMany>> {
  return retryOnConflict(async () => {
    const [known, proposals] = await deps.load(
      deps.differences.byId(of),
      deps.proposals.about(of),
    );
    const checked = settleable(known, { of, way, finding });
    if (!checked.ok) return checked;
    const waiting = proposals.find((each) => each.state === "waiting");
    if (waiting && isOpen(waiting, deps.now())) return ok(waiting);
    const { merchantNo } = checked.value;
    const left = leftOf(checked.value).fen;
    const act = { kind: "settle_difference", of, way, why, finding, left } as const;
    return await propose(deps, { act, merchantNo, here, expired: waiting });
  });
}

/** What settles it, decided and not committed: what is left is booked in the same write where it is corrected. */
export async function settlingDifference(
  deps: Deps,
  { of, way, why, finding }: SettleDifferenceAct,
  { staff: { staffId }, session }: SignedIn,
): Promise<Result<DifferenceEvent & Stamp, SettleDifferenceRefusal>> {
  const [known] = await deps.load(deps.differences.byId(of));
  const checked = settleable(known, { of, way, finding });
  if (!checked.ok) return checked;
  const { corrected, version } = checked.value;
  const correction = way === "corrected" ? await correctionOf(deps, checked.value) : undefined;
  if (way === "corrected" && !correction) {
    return rejected({ code: "nothing_to_correct", difference_id: of });
  }
  const at = deps.now();
  return ok({
    type: "difference.settled",
    difference: {
      ...checked.value,
      corrected: way === "corrected" ? add(corrected, leftOf(checked.value)) : corrected,
      version: version + 1,
      state: "settled",
      endedAt: at,
      way,
      why,
    },
    correction,
    within: session.sessionId,
    eventId: deps.newId("evt"),
    at,
    by: byStaff(staffId),
  });
}

/** Where what is left is booked: where its payment or refund is, else at the number, by the channel that it trades through. */
async function correctionOf(
  { load, books, merchants }: Deps,
  difference: OpenDifference,
): Promise<Correction | undefined> {
  const { merchantNo, subjectId } = difference;
  if (merchantNo === undefined) return undefined;
  const [merchant] = await load(merchants.byNo(merchantNo));
  const [behind] = subjectId ? await load(books.behind(subjectId)) : [undefined];
  if (!merchant) return undefined;
  const { channel, payee } = behind ?? { channel: channelFor(merchant), payee: merchantNo };
  return { amount: leftOf(difference), channel, payee, behind };
}

function settleable(
  known: Difference | undefined,
  { of, way, finding }: Pick<SettleDifferenceAct, "of" | "way" | "finding">,
): Result<OpenDifference, SettleDifferenceRefusal> {
  if (!known) return rejected({ code: "difference_not_found", difference_id: of });
  if (known.state !== "open") return rejected({ code: "difference_over", difference_id: of });
  if (known.finding !== finding) return rejected({ code: "difference_changed", difference_id: of });
  if (way === "corrected" && !isCorrectable(known)) {
    return rejected({ code: "nothing_to_correct", difference_id: of });
  }
  return ok(known);
}

/** Whether there is a sum to book, and an account to book it to. */
export function isCorrectable(difference: Difference): boolean {
  return leftOf(difference).fen !== 0 && difference.merchantNo !== undefined;
}
