export type SetTimer = (run: () => void, ms: number) => () => void;

/** Raised when there was no answer in time. */
export class TimeLimitPassed extends Error {
  override readonly name = "TimeLimitPassed";
}

/** Throws TimeLimitPassed after `ms` milliseconds, whatever becomes of the work; without a limit it only waits. */
export function withinLimit<T>(
  work: Promise<T>,
  ms: number | undefined,
  setTimer: SetTimer = startTimer,
): Promise<T> {
  if (ms === undefined) return work;
  return new Promise<T>((resolve, reject) => {
    const cancel = setTimer(() => reject(new TimeLimitPassed(`No answer in ${ms} ms`)), ms);
    work.then(resolve, reject).finally(cancel);
  });
}

export function startTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
