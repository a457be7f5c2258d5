import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { namedStaff, staffIn } from "../staff/staff_names.ts";
import type { AuditEntry, AuditFilter } from "./audit_entry.ts";
import type { ChainEnd, PublishedHead } from "./audit_store.ts";

const AUDIT_PAGE_ROWS = 20;
/** An export is whole or refused. */
export const AUDIT_EXPORT_MAX = 5_000;

/** With the name of whoever did it, where that is one of the staff. */
export interface NamedEntry extends AuditEntry {
  readonly name: string | undefined;
  /** Where that one belongs; the act itself may be at another number. */
  readonly home: MerchantNo | undefined;
}

export interface AuditList {
  readonly entries: readonly NamedEntry[];
  /** Where the next page starts. */
  readonly before: number | undefined;
  readonly end: ChainEnd;
  readonly published: PublishedHead | undefined;
}

/** The newest entries of the chain that fit, and where the chain ends now. */
export async function listAudit(
  deps: Deps,
  filter: AuditFilter,
  before: number | undefined,
): Promise<AuditList> {
  const { audit } = deps;
  const [found, end, published] = await deps.load(
    audit.entries({ ...filter, before, max: AUDIT_PAGE_ROWS + 1 }),
    audit.end(),
    audit.lastPublished(),
  );
  const shown = found.slice(0, AUDIT_PAGE_ROWS);
  return {
    entries: await named(deps, shown),
    before: found.length > AUDIT_PAGE_ROWS ? shown.at(-1)?.entry : undefined,
    end,
    published,
  };
}

/** Every entry that fits, the newest first; undefined when there are more than `AUDIT_EXPORT_MAX`. */
export async function exportAudit(
  deps: Deps,
  filter: AuditFilter,
): Promise<readonly NamedEntry[] | undefined> {
  const max = AUDIT_EXPORT_MAX + 1;
  const [found] = await deps.load(deps.audit.entries({ ...filter, before: undefined, max }));
  return found.length === max ? undefined : await named(deps, found);
}

async function named(
  deps: Deps,
  entries: readonly AuditEntry[],
): Promise<readonly NamedEntry[]> {
  const staff = await namedStaff(deps, entries.flatMap(({ by }) => staffIn(by) ?? []));
  return entries.map((entry) => {
    const staffId = staffIn(entry.by);
    const person = staffId && staff.get(staffId);
    return { ...entry, name: person?.name, home: person?.place };
  });
}
