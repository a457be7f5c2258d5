import type { InValue, Value } from "@libsql/client";
import type { Statement } from "../../../core/unit.ts";
import { inStatement } from "../query.ts";
import { type SetTimer, TimeLimitPassed, withinLimit } from "../within_limit.ts";
import { type Failure, judgeFailure } from "./judge_failure.ts";

/** Timed-out batches in a row before the server counts as stuck. */
const LIMITS_UNTIL_STUCK = 2;

/** What one statement of a batch gave back. */
export interface Written {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

/** What the writer needs of a client: all of a batch or nothing of it, and an error that names the statement. */
export interface WriterClient {
  /** `fleeting` allows it not to wait for the disk. */
  batch(
    statements: { sql: string; args: InValue[] }[],
    mode: "write" | "read",
    fleeting?: boolean,
  ): Promise<readonly Written[]>;
  close(): void;
}

/** Opens the one client that writes; `signal` aborts whatever it still has in flight. */
export type OpenClient = (signal: AbortSignal) => WriterClient;

export interface ConnectionOptions {
  readonly openClient: OpenClient;
  /** Undefined for a file, where a batch is one synchronous call that no timer could interrupt. */
  readonly timeLimitMs: number | undefined;
  readonly setTimer: SetTimer;
  /** Called once each time the server becomes stuck. */
  readonly onStuck: () => void;
  /** Called whenever the database carried a batch of writes out or refused it; it may read and not write. */
  readonly onAnswer: () => void;
}

export type Answer =
  | { readonly type: "done"; readonly results: readonly Written[] }
  | Failure;

/** One client, used for one batch at a time and discarded after every failure that is not a refusal. */
export interface Connection {
  send(
    statements: readonly Statement[],
    mode: "write" | "read",
    fleeting?: boolean,
  ): Promise<Answer>;
  /** True from the second timeout in a row until the next answer. */
  stuck(): boolean;
  close(): void;
}

export function createConnection(options: ConnectionOptions): Connection {
  let open: { readonly client: WriterClient; readonly abort: AbortController } | undefined;
  let limitsInRow = 0;

  return { send, stuck: () => limitsInRow >= LIMITS_UNTIL_STUCK, close: discard };

  async function send(
    statements: readonly Statement[],
    mode: "write" | "read",
    fleeting = false,
  ): Promise<Answer> {
    try {
      const { client } = open ??= openAnew();
      const batch = client.batch(statements.map(inStatement), mode, fleeting);
      const results = await withinLimit(batch, options.timeLimitMs, options.setTimer);
      limitsInRow = 0;
      if (mode === "write") options.onAnswer();
      return { type: "done", results };
    } catch (error) {
      limitsInRow = error instanceof TimeLimitPassed ? limitsInRow + 1 : 0;
      if (limitsInRow === LIMITS_UNTIL_STUCK) options.onStuck();
      const failure = judgeFailure(error);
      // After one BUSY the embedded driver can acknowledge writes that never commit, so such a client ends here.
      if (failure.type !== "refused" && failure.type !== "refused_unnamed") discard();
      else if (mode === "write") options.onAnswer();
      return failure;
    }
  }

  function openAnew() {
    const abort = new AbortController();
    return { client: options.openClient(abort.signal), abort };
  }

  function discard(): void {
    const old = open;
    open = undefined;
    old?.client.close();
    old?.abort.abort();
  }
}
