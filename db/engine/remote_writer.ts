import type { Unit, Verdict } from "../../core/unit.ts";
import { withinLimit } from "./within_limit.ts";
import { checkUnit } from "./writer/check_unit.ts";

/** The writer object's answer. */
export interface WriterRpc {
  write(unit: Unit, inDoubt?: boolean): Promise<Verdict>;
  stuck(): Promise<boolean>;
}

const TRIES_MAX = 4;
const PAUSE_MS = 100;

interface RemoteOptions {
  readonly pause?: (ms: number) => Promise<void>;
  /** From the call to the verdict, over all tries; the writer has a deadline of its own, which comes first. */
  readonly deadlineMs?: number;
}

/**
 * Writes through a remote writer. A call that fails on the way may have been carried out, so it is repeated as one in
 * doubt, and the writer settles it by the unit's proof; `unknown` when there is no answer. `open` gets a new stub
 * each time, because one that has failed may never work again.
 */
export function createRemoteWriter(
  open: () => Pick<WriterRpc, "write">,
  { pause = sleep, deadlineMs }: RemoteOptions = {},
): (unit: Unit) => Promise<Verdict> {
  return async (unit) => {
    checkUnit(unit);
    let over = false;
    const verdict = await withinLimit(tryOn(unit, () => over), deadlineMs).catch(
      () => ({ type: "unknown" } as const),
    );
    over = true;
    return verdict;
  };

  async function tryOn(unit: Unit, over: () => boolean): Promise<Verdict> {
    for (let tries = 1; tries <= TRIES_MAX && !over(); tries++) {
      try {
        return await open().write(unit, tries > 1);
      } catch {
        if (tries < TRIES_MAX) await pause(PAUSE_MS * 2 ** (tries - 1));
      }
    }
    return { type: "unknown" };
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
