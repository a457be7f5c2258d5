/** So many at a time. */
export const CLIENTS = 64;
const RUN_MS = 1_500;

/** How often it can be done in this process, by `CLIENTS` at once. */
export async function perSecond(once: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  const endsAt = startedAt + RUN_MS;
  let done = 0;
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    for (; performance.now() < endsAt; done++) await once();
  }));
  return done / ((performance.now() - startedAt) / 1_000);
}

/** The rate of exactly so many, from the first to when what follows all of them is done. */
export async function rateOf(
  count: number,
  once: () => Promise<void>,
  afterwards: () => Promise<void>,
): Promise<number> {
  let left = count;
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    while (left-- > 0) await once();
  }));
  await afterwards();
  return count / ((performance.now() - startedAt) / 1_000);
}
