import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DifferenceId } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { COMMENTS_MAX, type Difference } from "./difference.ts";
import type { DifferenceEvent } from "./difference_events.ts";

export type WorkRefusal =
  | { readonly code: "difference_not_found"; readonly difference_id: DifferenceId }
  /** It was settled, or both sides have come to agree. */
  | { readonly code: "difference_over"; readonly difference_id: DifferenceId }
  | { readonly code: "comments_too_many"; readonly max: number };

interface Work {
  readonly differenceId: DifferenceId;
  readonly here: SignedIn;
}

/** Makes whoever is here the owner, also in somebody else's place; or nobody. */
export function takeDifference(
  deps: Deps,
  { gives, ...work }: Work & { readonly gives: boolean },
): Promise<Result<Difference, WorkRefusal>> {
  return working(deps, work, (known) => {
    if (known.state !== "open") {
      return rejected({ code: "difference_over", difference_id: known.differenceId });
    }
    const owner = gives ? undefined : work.here.staff.staffId;
    const difference = { ...known, owner, version: known.version + 1 };
    return ok({ type: "difference.taken", difference, within: work.here.session.sessionId });
  });
}

/** Says something about it, of at most 1,000 characters. What has ended can still be explained. */
export function commentOnDifference(
  deps: Deps,
  { text, ...work }: Work & { readonly text: string },
): Promise<Result<Difference, WorkRefusal>> {
  return working(deps, work, (known) => {
    if (known.comments >= COMMENTS_MAX) {
      return rejected({ code: "comments_too_many", max: COMMENTS_MAX });
    }
    const difference = { ...known, comments: known.comments + 1, version: known.version + 1 };
    const within = work.here.session.sessionId;
    return ok({ type: "difference.commented", difference, text, within });
  });
}

function working(
  deps: Deps,
  { differenceId, here }: Work,
  decide: (known: Difference) => Result<DifferenceEvent, WorkRefusal>,
): Promise<Result<Difference, WorkRefusal>> {
  return retryOnConflict(async () => {
    const [known] = await deps.load(deps.differences.byId(differenceId));
    if (!known) return rejected({ code: "difference_not_found", difference_id: differenceId });
    const decided = decide(known);
    if (!decided.ok) return decided;
    const by = byStaff(here.staff.staffId);
    await deps.commit([{ ...decided.value, eventId: deps.newId("evt"), at: deps.now(), by }]);
    return ok(decided.value.difference);
  });
}
