import type { Deps } from "../deps.ts";
import { parseId, type StaffId } from "../id.ts";
import { openPerson } from "./seal_staff.ts";
import type { Place } from "./staff_store.ts";

export interface NamedStaff {
  readonly place: Place;
  /** Undefined until somebody has said what they are called. */
  readonly name: string | undefined;
}

/** Where these people work and how they are called. */
export async function namedStaff(
  deps: Pick<Deps, "load" | "staff" | "vault">,
  staffIds: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, NamedStaff>> {
  const unique = [...new Set(staffIds)];
  if (unique.length === 0) return new Map();
  const [staff] = await deps.load(deps.staff.byIds(unique));
  return new Map(
    await Promise.all(staff.map(async (each) => {
      const { name } = await openPerson(deps.vault, each);
      return [each.staffId, { place: each.merchantNo, name }] as const;
    })),
  );
}

/** How these people are called, of those who have said so. */
export async function staffNames(
  deps: Pick<Deps, "load" | "staff" | "vault">,
  staffIds: readonly StaffId[],
): Promise<ReadonlyMap<StaffId, string>> {
  const found = await namedStaff(deps, staffIds);
  return new Map([...found].flatMap(([id, { name }]) => name === undefined ? [] : [[id, name]]));
}

/** Whom an event names as its actor, where that is one of the staff; `by` as `actorText` writes it. */
export function staffIn(by: string): StaffId | undefined {
  return by.startsWith("staff:") ? parseId("stf", by.slice("staff:".length)) : undefined;
}
