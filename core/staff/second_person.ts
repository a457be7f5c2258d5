import { headRoleOf, type Role } from "../permission/role.ts";
import type { Staff } from "./staff.ts";

export type SecondPersonNeeded = { readonly code: "second_person_needed" };

/**
 * Who may do everything in a place can also let others in and keep them out, so making, removing and inviting again one
 * of them takes two people, joined or not: whoever could make such a link alone would be their own second person.
 */
export function needsSecondPerson(staff: Staff, role?: Role): boolean {
  const headRole = headRoleOf(staff.merchantNo);
  return role === headRole || staff.role === headRole;
}
