import type { Deps } from "../deps.ts";
import type { StaffId } from "../id.ts";
import { openPerson } from "./seal_staff.ts";

/** How these people are called, of those who have said so. */
export async function staffNames(
  deps: Pick<Deps, "load" | "staff" | "vault">,
  staffIds: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, string>> {
  const [staff] = await deps.load(deps.staff.byIds([...new Set(staffIds)]));
  const named = await Promise.all(staff.map(async (each) => {
    const { name } = await openPerson(deps.vault, each);
    return name === undefined ? [] : [[each.staffId, name] as const];
  }));
  return new Map(named.flat());
}
