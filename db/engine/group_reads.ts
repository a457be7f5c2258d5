import { isOutage } from "./guard_reads.ts";
import type { Answer, Reader, ReadStatement } from "./reader.ts";

interface Waiting {
  readonly statements: readonly (ReadStatement | string)[];
  readonly settle: (results: readonly Answer[]) => void;
  readonly fail: (error: unknown) => void;
}

/** More in flight would take server connections away from the writer. */
const GROUPS_IN_FLIGHT_MAX = 2;
/** How long a group waits for the one before it; fewer, larger groups are a quarter faster. */
const PATIENCE_MS = 20;
const GROUP_STATEMENTS_MAX = 64;

/**
 * A reader for a server, where a round trip is expensive and a statement is not: reads that wait at the same moment
 * go as one batch. Only for a process that may share I/O between requests.
 */
export function groupReads(client: Reader): Reader {
  const queue: Waiting[] = [];
  let inFlight = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    execute: async (given) => {
      const [result] = await enqueue([given]);
      if (!result) throw new TypeError("Cannot read: the server gave no result");
      return result;
    },
    batch: enqueue,
  };

  function enqueue(
    statements: readonly (ReadStatement | string)[],
  ): Promise<readonly Answer[]> {
    return new Promise((settle, fail) => {
      queue.push({ statements, settle, fail });
      sendSome();
    });
  }

  function sendSome(): void {
    if (queue.length === 0) return;
    if (inFlight === 0) sendGroup();
    else if (inFlight < GROUPS_IN_FLIGHT_MAX) timer ??= setTimeout(sendGroup, PATIENCE_MS);
  }

  function sendGroup(): void {
    clearTimeout(timer);
    timer = undefined;
    if (queue.length === 0) return;
    inFlight++;
    send(takeGroup()).finally(() => {
      inFlight--;
      sendSome();
    });
  }

  function takeGroup(): Waiting[] {
    let statements = 0;
    const until = queue.findIndex(({ statements: { length } }, i) => {
      statements += length;
      return i > 0 && statements > GROUP_STATEMENTS_MAX;
    });
    return queue.splice(0, until === -1 ? queue.length : until);
  }

  async function send(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await client.batch(group.flatMap((each) => [...each.statements]), "read");
      let from = 0;
      for (const { statements, settle } of group) {
        settle(results.slice(from, from += statements.length));
      }
    } catch (error) {
      const [only, ...others] = group;
      if (only && others.length === 0) only.fail(error);
      // Whoever does not answer is not asked again for each of them.
      else if (isOutage(error)) { for (const { fail } of group) fail(error); }
      // A query that fails must not fail its neighbours; reading again changes nothing.
      else await Promise.all(group.map((each) => send([each])));
    }
  }
}
