import type { Deps } from "./deps.ts";

/**
 * Works on all pieces at once. One that fails is logged, with `about` it, and holds up no other: the next sweep finds
 * it again. Returns for each whether it made progress.
 */
export function eachApart<T>(
  deps: Pick<Deps, "log">,
  pieces: readonly T[],
  { about, work }: {
    readonly about: (piece: T) => Readonly<Record<string, string>>;
    readonly work: (piece: T) => Promise<boolean>;
  },
): Promise<readonly boolean[]> {
  return Promise.all(pieces.map(async (piece) => {
    try {
      return await work(piece);
    } catch (error) {
      deps.log.error("left for the next sweep", { ...about(piece), error });
      return false;
    }
  }));
}
