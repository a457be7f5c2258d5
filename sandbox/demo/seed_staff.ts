import { byOperator } from "../../core/actor.ts";
import type { Deps } from "../../core/deps.ts";
import { type Desk, paths } from "../../core/paths.ts";
import { headRoleOf } from "../../core/permission/role.ts";
import { sameText } from "../../core/same_text.ts";
import { inviteStaff } from "../../core/staff/invite_staff.ts";
import { sealPerson } from "../../core/staff/seal_staff.ts";
import { advance, type Staff } from "../../core/staff/staff.ts";
import type { Place } from "../../core/staff/staff_store.ts";

const people = {
  ops: { name: "演示管理员 Demo Admin", mail: "admin@demo.example" },
  console: { name: "演示店主 Demo Owner", mail: "owner@demo.example" },
} as const;

/** The link that signs the demo's operator or owner in, as often as it is opened, in demo mode only. */
export async function demoSignInUrl(deps: Deps, desk: Desk): Promise<string> {
  return deps.config.publicUrl + paths.demoSignIn(desk, await tokenOf(deps, desk));
}

/** Whether this is the token of that link. */
export async function isDemoToken(deps: Deps, desk: Desk, given: string): Promise<boolean> {
  return sameText(await tokenOf(deps, desk), given);
}

function tokenOf({ vault }: Deps, desk: Desk): Promise<string> {
  return vault.mac("demo sign in", desk);
}

/** Whoever may do everything in this place of the demo; made where nobody is there. */
export async function seedStaff(deps: Deps, place: Place): Promise<Staff> {
  const role = headRoleOf(place);
  const [all] = await deps.load(deps.staff.list(place));
  const known = all.find((each) => each.state === "active" && each.role === role);
  if (known) return known;
  const person = people[place === undefined ? "ops" : "console"];
  const invited = await inviteStaff(deps, { place, role, person, here: undefined });
  if (!invited.ok) throw new Error(`Cannot seed the demo: ${JSON.stringify(invited.error)}`);
  const at = deps.now();
  const { staffId } = invited.value.staff;
  const sealed = await sealPerson(deps.vault, staffId, person);
  const staff = advance(invited.value.staff, { type: "joined", at, person: sealed });
  await deps.commit([{
    type: "staff.joined",
    staff,
    passkey: undefined,
    codes: [],
    session: undefined,
    eventId: deps.newId("evt"),
    at,
    by: byOperator,
  }]);
  return staff;
}
