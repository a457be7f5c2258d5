import type { Deps } from "../deps.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import type { BusinessDay } from "../time.ts";
import type { ReadyStatement, StatementScope } from "./statement.ts";

const ROWS = 20;

export interface StatementsView {
  readonly scope: StatementScope;
  readonly statements: readonly ReadyStatement[];
  /** Where the next page begins. */
  readonly next: BusinessDay | undefined;
  /** There are numbers below that have any. */
  readonly hasRolledUp: boolean;
  readonly metadataKeys: readonly string[];
  /** Of what was chosen, for a form. */
  readonly version: number;
}

/** A number's statements, the newest first. */
export async function viewStatements(
  { load, statements }: Deps,
  { merchantNo }: StaffCaller,
  { scope, before }: {
    readonly scope: StatementScope;
    readonly before: BusinessDay | undefined;
  },
): Promise<StatementsView> {
  const [found, [rolledUp], options] = await load(
    statements.readyBefore({ merchantNo, scope }, before, ROWS + 1),
    statements.readyBefore({ merchantNo, scope: "rolled_up" }, undefined, 1),
    statements.options(merchantNo),
  );
  const shown = found.slice(0, ROWS);
  return {
    scope,
    statements: shown,
    next: found.length > ROWS ? shown.at(-1)?.day : undefined,
    hasRolledUp: rolledUp !== undefined,
    metadataKeys: options?.metadataKeys ?? [],
    version: options?.version ?? 0,
  };
}
