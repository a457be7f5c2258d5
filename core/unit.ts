/** A bound value. Never a JavaScript number: the driver would bind it as REAL. */
export type SqlArg = string | bigint | null | Uint8Array;

export interface Statement {
  readonly sql: string;
  readonly args: readonly SqlArg[];
  /** Where the statement only insists on a fact: its name, which is then the reason of a refusal. */
  readonly guard?: string;
}

/** What is written together or not at all. Plain data, so that it can be sent to a writer elsewhere. */
export interface Unit {
  readonly statements: readonly Statement[];
  /** A select that returns a row exactly when this unit is committed: it settles an unknown outcome. */
  readonly proof?: Statement;
  /** Two units with the same lock never share a batch: one of them would certainly be refused. */
  readonly locks?: readonly string[];
  /**
   * Nothing is lost if a power cut takes it back: a lease, what is made again from events, what only the simulated bank
   * knows. It survives the process like every unit, but nobody waits until it is on the disk; the next that is not
   * fleeting takes it along.
   */
  readonly fleeting?: boolean;
}

/** Rows of each statement, by position; integers are bigint. */
export type UnitRows = readonly (readonly Readonly<Record<string, SqlArg>>[])[];

export type Verdict =
  | { readonly type: "committed"; readonly rows: UnitRows }
  /** `constraint` is the guard's name, or the database's own text tail: `events.subject_id, events.version`. */
  | { readonly type: "refused"; readonly constraint: string }
  | { readonly type: "unknown" }
  | { readonly type: "overloaded" };
