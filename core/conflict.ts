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

/** The write queue is full; nothing was written. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
}

const ATTEMPTS_MAX = 5;

/** Repeats load, decide and commit on fresh facts when someone else was first. */
export async function retryOnConflict<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1;; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Conflict) || tries === ATTEMPTS_MAX) throw error;
    }
  }
}
