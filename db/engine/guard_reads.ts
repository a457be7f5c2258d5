import { Unavailable } from "../../core/conflict.ts";
import type { Circuit } from "./circuit.ts";
import type { Reader } from "./reader.ts";
import { TimeLimitPassed, withinLimit } from "./within_limit.ts";

interface GuardOptions {
  readonly circuit: Circuit;
  /** From the call to the answer; undefined for a file, which answers before the call returns. */
  readonly deadlineMs: number | undefined;
}

/**
 * A reader that throws Unavailable instead of whatever the database's absence looks like: by the deadline, and at once
 * while the circuit is open.
 */
export function guardReads(reader: Reader, { circuit, deadlineMs }: GuardOptions): Reader {
  return {
    execute: (statement) => guarded(() => reader.execute(statement)),
    batch: (...given) => guarded(() => reader.batch(...given)),
  };

  function guarded<T>(read: () => Promise<T>): Promise<T> {
    if (!circuit.admits()) {
      return Promise.reject(new Unavailable("The database is known to be bad"));
    }
    return withinLimit(read(), deadlineMs).then(
      (answer) => {
        circuit.answered();
        return answer;
      },
      (error) => {
        if (!isOutage(error)) {
          circuit.answered();
          throw error;
        }
        if (error instanceof TimeLimitPassed) circuit.trip();
        else circuit.failed();
        throw new Unavailable("The database did not answer", { cause: error });
      },
    );
  }
}

/** The database could not be asked or has no time, as against a query of ours that it refuses. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (outageNames.test(error.name)) return true;
  if ("code" in error) return outageCodes.test(String(error.code));
  // What a fetch throws has no code: Deno a TypeError, as a bug of ours would be, and workerd a plain Error.
  // Whoever answers with something else than the protocol, as a proxy may, is no database either.
  return error.name === "Error" || error.name === "SyntaxError" ||
    (error instanceof TypeError && fetchFailed.test(error.message));
}

const outageNames = /^(TimeLimitPassed|TimeoutError|AbortError)$/;

const outageCodes =
  /^(SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|FULL|READONLY|NOMEM)|SERVER_ERROR$|HRANA_(WEBSOCKET|CLOSED|PROTO)|STREAM_)/;

const fetchFailed = /fetch|sending request|connection|network|client error|reading a body/i;
