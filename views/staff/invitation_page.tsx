import { type Desk, paths } from "../../core/paths.ts";
import { headRoleOf, rolesOf } from "../../core/permission/role.ts";
import type { Frame } from "../frame.ts";
import { DeskLayout, type Who } from "./desk.tsx";
import { Problem } from "./problem.tsx";
import { RoleField } from "./role_field.tsx";
import { TextField } from "./text_field.tsx";
import { staffWords } from "./words.ts";

export type InvitationProblem = "name" | "mail" | "role" | "too_many" | "already_there";

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly typed: { readonly name: string; readonly mail: string; readonly role: string };
  readonly problem: InvitationProblem | undefined;
}

const fields = { name: "name", mail: "mail", role: "role", already_there: "mail" } as const;

/** Whom to invite, and as what. */
export function InvitationPage({ frame, desk, who, typed, problem }: Props) {
  const w = staffWords(frame.lang);
  const headRole = headRoleOf(who.merchant?.merchantNo);
  const roles = rolesOf(who.merchant?.merchantNo).filter((role) => role !== headRole);
  const field = problem === undefined || problem === "too_many" ? undefined : fields[problem];
  return (
    <DeskLayout frame={frame} desk={desk} who={who} section="staff" title={w.invite}>
      <Problem text={problem && w.invitationProblems[problem]} field={field} />
      <section class="card stack narrow-card">
        <h1>{w.invite}</h1>
        <form class="stack" method="post" action={paths.staffInvitation(desk)}>
          <TextField name="name" label={w.name} value={typed.name} invalid={field === "name"} />
          <TextField
            name="mail"
            type="email"
            label={w.mail}
            value={typed.mail}
            invalid={field === "mail"}
          />
          <RoleField roles={roles} chosen={typed.role} w={w} />
          <p class="hint">{w.headsHelp(w.roles[headRole])}</p>
          <button class="button" type="submit">{w.makeLink}</button>
        </form>
      </section>
    </DeskLayout>
  );
}
