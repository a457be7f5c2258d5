import { byStaff } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { type BusinessDay, businessDay } from "../time.ts";

export interface DeclareQuietDay {
  /** The channel's number. */
  readonly merchantNo: MerchantNo;
  readonly day: BusinessDay;
  readonly reason: string;
  readonly here: SignedIn;
}

export type DeclareRefusal = {
  readonly code:
    /** Nobody of ours trades by the number. */
    | "number_unknown"
    | "day_not_over"
    /** The channel did clear something. */
    | "file_is_there"
    | "already_declared";
};

/** Says that the channel cleared nothing of a number on a day, so that its days are whole without a file. */
export async function declareQuietDay(
  deps: Deps,
  { merchantNo, day, reason, here: { staff: { staffId }, session } }: DeclareQuietDay,
): Promise<Result<void, DeclareRefusal>> {
  const at = deps.now();
  const [isKnown, hasFile] = await deps.load(
    deps.reconciliation.isKnown(merchantNo),
    deps.reconciliation.hasFile(merchantNo, day),
  );
  if (!isKnown) return rejected({ code: "number_unknown" });
  if (day >= businessDay(at)) return rejected({ code: "day_not_over" });
  if (hasFile) return rejected({ code: "file_is_there" });
  const quietDayId = deps.newId("qtd");
  const quietDay = { quietDayId, merchantNo, day, reason, declaredBy: staffId, declaredAt: at };
  const conflict = await conflictOf(deps.commit([{
    type: "quiet_day.declared",
    quietDay,
    within: session.sessionId,
    eventId: deps.newId("evt"),
    at,
    by: byStaff(staffId),
  }]));
  return conflict ? rejected({ code: "already_declared" }) : ok(undefined);
}
