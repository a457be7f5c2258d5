import type { Proposal } from "../../core/proposal/proposal.ts";
import type { StaffWords } from "./words_zh.ts";

/** A proposal with the names of the people in it. */
export interface ShownProposal {
  readonly proposal: Proposal;
  readonly about: string | undefined;
  readonly proposer: string | undefined;
  /** Undefined for the institution's own. */
  readonly merchant: string | undefined;
}

/** What would happen, in one sentence. */
export function actText({ proposal: { act }, about }: ShownProposal, w: StaffWords): string {
  const name = about ?? w.nameless;
  switch (act.kind) {
    case "change_role":
      return w.actChangeRole(name, w.roles[act.role]);
    case "remove_staff":
      return w.actRemove(name);
    case "invite_again":
      return w.actInviteAgain(name);
  }
}
