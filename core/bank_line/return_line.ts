import { byStaff } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { BankLineId, StaffId } from "../id.ts";
import type { ProposalsTooMany } from "../proposal/proposal.ts";
import { propose } from "../proposal/propose.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { SignedIn } from "../staff/session.ts";
import { type Allocated, type SeenLine, TWO_PEOPLE_FROM } from "./allocate.ts";
import { restOf, spent } from "./bank_line.ts";

export type ReturnRefusal = {
  readonly code: "bank_line_changed";
  readonly line_id: BankLineId;
};

interface ReturnLine extends SeenLine {
  /** The bank's number of the transfer back. */
  readonly reference: string;
}

/** Records that somebody sent what is left of a line back to the account it came from. */
export function returnLine(
  deps: Deps,
  { here, ...asked }: ReturnLine & { readonly here: SignedIn },
): Promise<Result<Allocated, ReturnRefusal | ProposalsTooMany>> {
  return retryOnConflict(async () => {
    const decided = await returning(deps, { ...asked, by: here.staff.staffId });
    if (!decided.ok) return decided;
    const [line] = await deps.load(deps.bankLines.byId(asked.lineId));
    const rest = line ? restOf(line) : TWO_PEOPLE_FROM;
    if (rest.fen < TWO_PEOPLE_FROM.fen) {
      await deps.commit(decided.value);
      return ok<Allocated>({ type: "done" });
    }
    const { lineId: of, version, reference } = asked;
    const act = { kind: "return_transfer", of, version, amount: rest.fen, reference } as const;
    const proposed = await propose(deps, { act, merchantNo: undefined, here });
    return proposed.ok ? ok<Allocated>({ type: "proposed", proposal: proposed.value }) : proposed;
  });
}

/** The same, decided and not committed. */
export async function returning(
  deps: Deps,
  { lineId, version, reference, by: staffId }: ReturnLine & { readonly by: StaffId },
): Promise<Result<readonly DomainEvent[], ReturnRefusal>> {
  const [line] = await deps.load(deps.bankLines.byId(lineId));
  if (line?.version !== version || line.state !== "suspense") {
    return rejected({ code: "bank_line_changed", line_id: lineId });
  }
  const amount = restOf(line);
  return ok([{
    type: "bank_line.returned",
    line: spent(line, "returned", amount),
    amount,
    reference,
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: byStaff(staffId),
  }]);
}
