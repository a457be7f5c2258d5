import type { Unit, Verdict } from "../../core/unit.ts";
import { checkUnit } from "./writer/check_unit.ts";

/** The writer object's answer. */
export interface WriterRpc {
  write(unit: Unit, inDoubt?: boolean): Promise<Verdict>;
  stuck(): Promise<boolean>;
}

const TRIES_MAX = 4;
const PAUSE_MS = 100;

/**
 * Writes through a remote writer. A call that fails on the way may have been carried out, so it is repeated as one in
 * doubt, and the writer settles it by the unit's proof; `unknown` when there is no answer. `open` gets a new stub
 * each time, because one that has failed may never work again.
 */
export function createRemoteWriter(
  open: () => Pick<WriterRpc, "write">,
  pause: (ms: number) => Promise<void> = sleep,
): (unit: Unit) => Promise<Verdict> {
  return async (unit) => {
    checkUnit(unit);
    for (let tries = 1; tries <= TRIES_MAX; tries++) {
      try {
        return await open().write(unit, tries > 1);
      } catch {
        if (tries < TRIES_MAX) await pause(PAUSE_MS * 2 ** (tries - 1));
      }
    }
    return { type: "unknown" };
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
