import { type Desk, paths } from "../../core/paths.ts";
import { permits } from "../../core/permission/role.ts";
import { invitationOf, type Staff } from "../../core/staff/staff.ts";
import type { Instant } from "../../core/time.ts";
import type { Frame } from "../frame.ts";
import { formatTime } from "../parts/time.tsx";
import { DeskLayout, type Who } from "./desk.tsx";
import { auditWords } from "./audit_words.ts";
import { maskedMail } from "./masked_mail.ts";
import { placeName } from "./place_name.ts";
import { staffWords } from "./words.ts";
import type { StaffWords } from "./words_zh.ts";

/** Somebody with what is sealed of them, opened. */
export interface Member {
  readonly staff: Staff;
  readonly name: string | undefined;
  readonly mail: string | undefined;
}

interface Props {
  readonly frame: Frame;
  readonly desk: Desk;
  readonly who: Who;
  readonly members: readonly Member[];
  readonly now: Instant;
}

/** Everybody who works here. */
export function StaffPage({ frame, desk, who, members, now }: Props) {
  const w = staffWords(frame.lang);
  const heads = [w.name, w.mail, w.role, w.state, w.since];
  return (
    <DeskLayout
      frame={frame}
      desk={desk}
      who={who}
      section="staff"
      title={placeName("staff", frame.lang)}
    >
      <div class="head">
        <h1>{placeName("staff", frame.lang)}</h1>
        <div class="tools">
          {permits(who.role, "exports:read") && members.length > 0
            ? (
              <a class="link" href={paths.staff(desk, "format=csv")}>
                {auditWords(frame.lang).download}
              </a>
            )
            : null}
          {permits(who.role, "staff:write")
            ? <a class="button" href={paths.staffInvitation(desk)}>{w.invite}</a>
            : null}
        </div>
      </div>
      <section class="card">
        {members.length === 0 ? <p>{w.nobodyHere}</p> : (
          <table class="dense" role="table">
            <thead role="rowgroup">
              <tr role="row">
                {heads.map((head) => <th key={head} role="columnheader" scope="col">{head}</th>)}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {members.map(({ staff, name, mail }) => (
                <tr key={staff.staffId} role="row">
                  <th role="rowheader" scope="row">
                    <a href={paths.staffMember(desk, staff.staffId)}>
                      <bdi>{name ?? w.nameless}</bdi>
                    </a>{" "}
                    {staff.staffId === who.staffId ? <span class="meta">{w.you}</span> : null}
                  </th>
                  <td role="cell" data-label={w.mail}>
                    {mail === undefined ? "–" : maskedMail(mail)}
                  </td>
                  <td role="cell" data-label={w.role}>{w.roles[staff.role]}</td>
                  <td role="cell" data-label={w.state}>
                    <span class={staff.state === "active" ? "jade" : "ochre"}>
                      {stateOf(staff, now, w)}
                    </span>
                  </td>
                  <td role="cell" data-label={w.since}>
                    {formatTime(sinceOf(staff), frame.lang)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </DeskLayout>
  );
}

/** When they joined, or were invited. */
export function sinceOf(staff: Staff): Instant {
  return staff.state === "active" ? staff.joinedAt : staff.createdAt;
}

/** Whether they are here yet, and if not whether their link still opens. */
export function stateOf(staff: Staff, now: Instant, w: StaffWords): string {
  const invitation = invitationOf(staff);
  if (staff.state !== "invited" || !invitation) return w.states[staff.state];
  return invitation.expiresAt > now ? w.states.invited : w.linkExpired;
}
