import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import { ok, type Result } from "../result.ts";
import { roleChange, type StaffChangeRefusal } from "../staff/change_role.ts";
import { reinvitation } from "../staff/invite_again.ts";
import { removal } from "../staff/remove_staff.ts";
import type { SignedIn } from "../staff/session.ts";
import type { Place } from "../staff/staff_store.ts";
import type { ProposedAct } from "./proposal.ts";

export type ActRefusal = StaffChangeRefusal;

export interface Performed {
  /** What the act changes, to be committed with its confirmation. */
  readonly events: readonly DomainEvent[];
  /** Of a new link, to be shown once to whoever confirmed. */
  readonly token?: string;
}

/** Decides the act on fresh facts, by whoever confirms it. */
export async function performAct(
  deps: Deps,
  act: ProposedAct,
  { place, here }: { readonly place: Place; readonly here: SignedIn },
): Promise<Result<Performed, ActRefusal>> {
  const { staffId } = act;
  switch (act.kind) {
    case "change_role": {
      const change = await roleChange(deps, { place, staffId, role: act.role, here });
      return change.ok ? ok({ events: change.value.events }) : change;
    }
    case "remove_staff": {
      const change = await removal(deps, { place, staffId, here });
      return change.ok ? ok({ events: change.value.events }) : change;
    }
    case "invite_again": {
      const again = await reinvitation(deps, { place, staffId, here });
      return again.ok ? ok({ events: again.value.events, token: again.value.token }) : again;
    }
  }
}
