/**
 * How long anything here is waited for. Nothing that works comes near it, on however slow a machine: these catch only
 * what hangs, and no test may ask whether something was quick. Figures belong to `deno task bench`.
 */
export const PATIENCE_MS = 120_000;
/** Of one test, which may wait several times. */
export const TEST_MS = 5 * PATIENCE_MS;
/** Of one test of `deno task test:long`. */
export const LONG_TEST_MS = 20 * PATIENCE_MS;

const LOOK_AGAIN_MS = 5;

/** Looks until it is so. For what nobody can promise to tell, such as another process's rows. */
export async function until(
  so: () => boolean | Promise<boolean>,
  what: () => string = () => "what was waited for",
): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!await so()) {
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what()}`);
    await pause(LOOK_AGAIN_MS);
  }
}

/** Until what serves there says that it is: on a slow machine it may have said that its database is slow. */
export async function untilReady(url: string): Promise<void> {
  await until(async () => {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  }, () => `${url} to be ready`);
}

/** Lets others go on meanwhile; nothing may depend on how long it is. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A timer as the writer wants it: gives what stops it. */
export function startTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
