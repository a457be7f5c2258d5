export interface CircuitOptions {
  /** Milliseconds on a clock that only goes forward. */
  readonly now?: () => number;
  /** Called when it opens and when it closes again. */
  readonly onChange?: (state: "open" | "closed") => void;
}

/** Whether a database is worth asking. Plain state without timers, so that all requests of an isolate may share one. */
export interface Circuit {
  /** False while the database is known to be bad, but for one attempt a second, which finds out whether it still is. */
  admits(): boolean;
  /** It answered, be it with a refusal: closes the circuit. */
  answered(): void;
  /** One failure; several in a row open the circuit. */
  failed(): void;
  /** Opens the circuit at once: a deadline passed, or many attempts failed. */
  trip(): void;
}

/** A single lost connection is no reason to turn everybody away. */
const FAILURES_UNTIL_OPEN = 3;
const ATTEMPT_EVERY_MS = 1_000;

export function createCircuit(
  { now = () => performance.now(), onChange }: CircuitOptions = {},
): Circuit {
  let failures = 0;
  /** When the next attempt is let through; undefined while the circuit is closed. */
  let nextAttemptAt: number | undefined;

  return {
    admits: () => {
      if (nextAttemptAt === undefined) return true;
      if (now() < nextAttemptAt) return false;
      nextAttemptAt = now() + ATTEMPT_EVERY_MS;
      return true;
    },
    answered: () => {
      failures = 0;
      if (nextAttemptAt === undefined) return;
      nextAttemptAt = undefined;
      onChange?.("closed");
    },
    failed: () => {
      if (++failures >= FAILURES_UNTIL_OPEN) trip();
    },
    trip,
  };

  function trip(): void {
    const wasClosed = nextAttemptAt === undefined;
    nextAttemptAt = now() + ATTEMPT_EVERY_MS;
    if (wasClosed) onChange?.("open");
  }
}
