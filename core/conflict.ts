import type { Verdict } from "./unit.ts";

/** Someone else was first, or a guarded fact is no longer true; `constraint` is the one the database named. */
export class Conflict extends Error {
  override readonly name = "Conflict";
  constructor(readonly constraint: string) {
    super(`Cannot commit: ${constraint}`);
  }
}

/** The commit may or may not have happened; repeating it with the same natural key settles it. */
export class CommitUnknown extends Error {
  override readonly name = "CommitUnknown";
}

/** The write queue is full, or the database does not take writes; nothing was written. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
}

/** The database could not be read. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

const ATTEMPTS_MAX = 5;

/** Which conflicts are worth another attempt, and how many attempts in all. */
interface Retries {
  /** Only this constraint's; else any. */
  readonly constraint?: string;
  readonly attemptsMax?: number;
}

/**
 * Repeats load, decide and commit on fresh facts when someone else was first. `again` is false the first time, when the
 * facts at hand may do.
 */
export async function retryOnConflict<T>(
  attempt: (again: boolean) => Promise<T>,
  { constraint, attemptsMax = ATTEMPTS_MAX }: Retries = {},
): Promise<T> {
  for (let tries = 1;; tries++) {
    try {
      return await attempt(tries > 1);
    } catch (error) {
      if (!(error instanceof Conflict) || tries === attemptsMax) throw error;
      if (constraint !== undefined && error.constraint !== constraint) throw error;
    }
  }
}

/** For work that is not tried again: the conflict when somebody else was first, else undefined. Throws what else fails. */
export async function conflictOf(work: Promise<unknown>): Promise<Conflict | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Conflict) return error;
    throw error;
  }
}

/** Whether it was refused for that reason alone; throws what else fails. */
export async function conflictOn(constraint: string, work: Promise<unknown>): Promise<boolean> {
  const conflict = await conflictOf(work);
  if (conflict && conflict.constraint !== constraint) throw conflict;
  return conflict !== undefined;
}

/** Throws Conflict, CommitUnknown or Overloaded unless the unit was committed. */
export function assertCommitted(
  verdict: Verdict,
): asserts verdict is Extract<Verdict, { type: "committed" }> {
  switch (verdict.type) {
    case "committed":
      return;
    case "refused":
      throw new Conflict(verdict.constraint);
    case "unknown":
      throw new CommitUnknown("The store did not answer; ask again with the same number");
    case "overloaded":
      throw new Overloaded("The database takes no writes now");
  }
}
