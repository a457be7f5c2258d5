import { type Context, Hono } from "hono";
import { type Id, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import type { StaffAct } from "../../../core/proposal/proposal.ts";
import { propose } from "../../../core/proposal/propose.ts";
import type { SecondPersonNeeded } from "../../../core/staff/second_person.ts";
import { changeRole, type StaffChangeRefusal } from "../../../core/staff/change_role.ts";
import { inviteAgain } from "../../../core/staff/invite_again.ts";
import { inviteStaff } from "../../../core/staff/invite_staff.ts";
import { removeStaff } from "../../../core/staff/remove_staff.ts";
import { openPerson } from "../../../core/staff/seal_staff.ts";
import { invitationOf, type Staff } from "../../../core/staff/staff.ts";
import { csv } from "../../../views/parts/csv.ts";
import { InvitationPage, type InvitationProblem } from "../../../views/staff/invitation_page.tsx";
import { LinkPage } from "../../../views/staff/link_page.tsx";
import { MemberPage, type MemberProblem } from "../../../views/staff/member_page.tsx";
import { RemovalPage } from "../../../views/staff/removal_page.tsx";
import { staffColumns } from "../../../views/staff/staff_columns.ts";
import { StaffPage } from "../../../views/staff/staff_page.tsx";
import { render } from "../render.tsx";
import { asksForFile } from "./asks_for_file.tsx";
import { csvFile } from "./csv_file.ts";
import { readForm, readMail, readName, readRole } from "./form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { unknownAtDesk } from "./unknown_at_desk.tsx";

/** Who works here: the list, invitations, roles, removal. */
export function staffRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "staff:read");
  const writes = needs(given, "staff:write", { confirmed: true });
  const STAFF_ID = ":staffId";

  app.get(paths.staff(desk), reads, async (c) => {
    const { frame, who, here } = c.var;
    const [list] = await deps.load(deps.staff.list(here.place));
    const members = await Promise.all(
      list.map(async (staff) => ({ staff, ...await openPerson(deps.vault, staff) })),
    );
    const now = deps.now();
    const file = asksForFile(c, desk);
    if (file instanceof Response) return file;
    if (file) return csvFile(c, "staff.csv", csv(staffColumns(frame.lang, now), members));
    return render(c, {
      page: () => <StaffPage frame={frame} desk={desk} who={who} members={members} now={now} />,
    });
  });

  app.get(paths.staffInvitation(desk), writes, (c) => showInvitation(c));

  app.post(paths.staffInvitation(desk), writes, async (c) => {
    const { here } = c.var;
    const place = here.place;
    const form = await readForm(c);
    const name = readName(form.get("name"));
    const mail = readMail(form.get("mail"));
    const role = readRole(form.get("role"), place);
    if (name === undefined) return showInvitation(c, "name", form);
    if (mail === undefined) return showInvitation(c, "mail", form);
    if (role === undefined) return showInvitation(c, "role", form);
    const invited = await inviteStaff(deps, { place, role, person: { name, mail }, here });
    if (invited.ok) return await showLink(c, invited.value.staff, invited.value.token);
    switch (invited.error.code) {
      case "staff_too_many":
        return showInvitation(c, "too_many", form);
      case "second_person_needed":
        return showInvitation(c, "role", form);
      case "staff_already_there":
      case "somebody_already_there":
        return showInvitation(c, "already_there", form);
    }
  });

  app.get(paths.staffMember(desk, STAFF_ID), reads, (c) => showMember(c));

  app.post(paths.staffRole(desk, STAFF_ID), writes, async (c) => {
    const { here } = c.var;
    const staffId = idIn(c);
    const role = readRole((await readForm(c)).get("role"), here.place);
    if (!staffId) return unknownAtDesk(c, desk);
    if (!role) return await showMember(c, "role");
    const place = here.place;
    const changed = await changeRole(deps, { place, staffId, role, here });
    if (changed.ok) return c.redirect(paths.staffMember(desk, staffId), 303);
    return await refused(c, changed.error, { kind: "change_role", staffId, role });
  });

  app.post(paths.staffLink(desk, STAFF_ID), writes, async (c) => {
    const { here } = c.var;
    const staffId = idIn(c);
    const place = here.place;
    if (!staffId) return unknownAtDesk(c, desk);
    const invited = await inviteAgain(deps, { place, staffId, here });
    if (!invited.ok) return await refused(c, invited.error, { kind: "invite_again", staffId });
    return await showLink(c, invited.value.staff, invited.value.token);
  });

  app.get(paths.staffRemoval(desk, STAFF_ID), writes, async (c) => {
    const member = await memberHere(c);
    if (!member) return unknownAtDesk(c, desk);
    const { frame, who } = c.var;
    return render(c, {
      page: () => <RemovalPage frame={frame} desk={desk} who={who} {...member} />,
    });
  });

  app.post(paths.staffRemoval(desk, STAFF_ID), writes, async (c) => {
    const staffId = idIn(c);
    if (!staffId) return unknownAtDesk(c, desk);
    const { here } = c.var;
    const removed = await removeStaff(deps, { place: here.place, staffId, here });
    if (removed.ok) return c.redirect(paths.staff(desk), 303);
    return await refused(c, removed.error, { kind: "remove_staff", staffId });
  });

  return app;

  /** What takes two people is proposed to the second. */
  async function refused(
    c: Context<StaffEnv>,
    { code }: StaffChangeRefusal | SecondPersonNeeded,
    act: StaffAct,
  ): Promise<Response> {
    switch (code) {
      case "staff_not_found":
        return unknownAtDesk(c, desk);
      case "last_head":
        return await showMember(c, code);
      case "second_person_needed": {
        const { here } = c.var;
        const proposed = await propose(deps, { act, merchantNo: here.place, here });
        return proposed.ok
          ? c.redirect(paths.proposal(desk, proposed.value.proposalId), 303)
          : await showMember(c, proposed.error.code);
      }
    }
  }

  function idIn(c: Context<StaffEnv>): Id<"stf"> | undefined {
    return parseId("stf", c.req.param("staffId") ?? "");
  }

  /** One of the same place: others' are not found. */
  async function memberHere(c: Context<StaffEnv>) {
    const staffId = idIn(c);
    const place = c.var.here.place;
    const [staff] = staffId ? await deps.load(deps.staff.ownById(place, staffId)) : [undefined];
    if (!staff || staff.state === "removed") return undefined;
    return { staff, ...await openPerson(deps.vault, staff) };
  }

  async function showMember(c: Context<StaffEnv>, problem?: MemberProblem): Promise<Response> {
    const member = await memberHere(c);
    if (!member) return unknownAtDesk(c, desk);
    const { frame, who } = c.var;
    const given = { frame, desk, who, ...member, now: deps.now(), problem };
    return render(c, {
      page: () => <MemberPage {...given} />,
      ...(problem === undefined ? {} : { status: 422 }),
    });
  }

  function showInvitation(
    c: Context<StaffEnv>,
    problem?: InvitationProblem,
    form?: URLSearchParams,
  ): Response {
    const { frame, who } = c.var;
    const typed = {
      name: form?.get("name") ?? "",
      mail: form?.get("mail") ?? "",
      role: form?.get("role") ?? "",
    };
    return render(c, {
      page: () => (
        <InvitationPage frame={frame} desk={desk} who={who} typed={typed} problem={problem} />
      ),
      ...(problem === undefined ? {} : { status: 422 }),
    });
  }

  async function showLink(c: Context<StaffEnv>, staff: Staff, token: string): Promise<Response> {
    const { frame, who } = c.var;
    const { name = "" } = await openPerson(deps.vault, staff);
    const url = deps.config.publicUrl + paths.join(desk, token);
    const expiresAt = invitationOf(staff)?.expiresAt ?? deps.now();
    const given = { frame, desk, who, name, url, expiresAt };
    return render(c, { page: () => <LinkPage {...given} /> });
  }
}
