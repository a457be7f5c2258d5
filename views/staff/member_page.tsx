import { type Desk, paths } from "../../core/paths.ts";
import { headRoleOf, permits, rolesOf } from "../../core/permission/role.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { Time } from "../parts/time.tsx";
import { DeskLayout, type Who } from "./desk.tsx";
import { maskedMail } from "./masked_mail.ts";
import { Problem } from "./problem.tsx";
import { RoleField } from "./role_field.tsx";
import { type Member, stateOf } from "./staff_page.tsx";
import { staffWords } from "./words.ts";

export type MemberProblem = "role" | "last_head" | "proposals_too_many";

interface Props extends Member {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly now: Instant;
  readonly problem: MemberProblem | undefined;
}

/** One of the staff, and what may be changed about them. */
export function MemberPage({ frame, desk, who, staff, name, mail, now, problem }: Props) {
  const w = staffWords(frame.lang);
  const mayWrite = permits(who.role, "staff:write");
  const title = name ?? w.nameless;
  return (
    <DeskLayout frame={frame} desk={desk} who={who} section="staff" title={title}>
      <Problem
        text={problem && { ...w.proposalProblems, ...w.memberProblems }[problem]}
        field={problem === "role" ? "role" : undefined}
      />
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <section class="card">
        <dl class="facts">
          <div>
            <dt>{w.mail}</dt>
            <dd>{mail === undefined ? "–" : maskedMail(mail)}</dd>
          </div>
          <div>
            <dt>{w.role}</dt>
            <dd>{w.roles[staff.role]}</dd>
          </div>
          <div>
            <dt>{w.state}</dt>
            <dd>{stateOf(staff, now, w)}</dd>
          </div>
          {staff.state === "active"
            ? (
              <div>
                <dt>{w.joinedAt}</dt>
                <dd>
                  <Time at={staff.joinedAt} lang={frame.lang} />
                </dd>
              </div>
            )
            : null}
          <div>
            <dt>{w.staffNo}</dt>
            <dd>
              <span class="mono">{staff.staffId}</span>
            </dd>
          </div>
        </dl>
      </section>
      {mayWrite
        ? (
          <>
            <section class="card stack">
              <h2>{w.changeRole}</h2>
              <form class="stack" method="post" action={paths.staffRole(desk, staff.staffId)}>
                <RoleField roles={rolesOf(staff.merchantNo)} chosen={staff.role} w={w} />
                <p class="hint">
                  {w.changeRoleHelp} {w.twoPeople(w.roles[headRoleOf(staff.merchantNo)])}
                </p>
                <button class="button quiet" type="submit">{w.changeRole}</button>
              </form>
            </section>
            <section class="card stack">
              <h2>{w.newLink}</h2>
              <p class="quiet-text">
                {staff.state === "active" ? w.newLinkActive : w.newLinkInvited}
              </p>
              <form method="post" action={paths.staffLink(desk, staff.staffId)}>
                <button class="button quiet" type="submit">{w.makeLink}</button>
              </form>
            </section>
            <p>
              <a class="link" href={paths.staffRemoval(desk, staff.staffId)}>{w.remove}</a>
            </p>
          </>
        )
        : null}
    </DeskLayout>
  );
}
