import type { Deps } from "../deps.ts";
import { parseId, type StaffId } from "../id.ts";
import { openPerson } from "./seal_staff.ts";
import type { Place } from "./staff_store.ts";

export interface NamedStaff {
  readonly staffId: StaffId;
  readonly place: Place;
  readonly name: string | undefined;
}

/** The staff among these actors, as they are stored, by that text. */
export async function namesOf(
  deps: Deps,
  actors: readonly string[],
): Promise<ReadonlyMap<string, NamedStaff>> {
  const staffIds = [...new Set(actors.flatMap((by) => staffIn(by) ?? []))];
  if (staffIds.length === 0) return new Map();
  const [staff] = await deps.load(deps.staff.byIds(staffIds));
  return new Map(
    await Promise.all(staff.map(async (each) => {
      const { name } = await openPerson(deps.vault, each);
      const { staffId, merchantNo: place } = each;
      return [`staff:${staffId}` as string, { staffId, place, name }] as const;
    })),
  );
}

function staffIn(by: string): StaffId | undefined {
  return by.startsWith("staff:") ? parseId("stf", by.slice("staff:".length)) : undefined;
}
