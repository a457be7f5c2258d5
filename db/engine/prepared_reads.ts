import type { InValue, Value } from "@libsql/client";
import { named, openPrepared, type Prepared, type PreparedFile } from "./prepared_file.ts";
import type { Reader, ReadStatement } from "./reader.ts";

export interface PreparedReads extends Reader {
  close(): void;
}

/**
 * Reads from a file by statements that stay prepared, which the client prepares anew each time. Never for a write:
 * whoever writes needs the writer's care with a failed statement.
 */
export function preparedReads(file: string): PreparedReads {
  let connection: PreparedFile | undefined;

  return {
    execute: (given) => inOrder(() => read(given)),
    batch: (given) =>
      inOrder(() => {
        read("BEGIN");
        const results = given.map(read);
        read("COMMIT");
        return results;
      }),
    close,
  };

  // The driver answers before it returns, so nothing comes between the statements of a batch.
  function inOrder<T>(run: () => T): Promise<T> {
    try {
      return Promise.resolve(run());
    } catch (error) {
      // A statement that failed may still hold its snapshot, and a batch its transaction.
      close();
      return Promise.reject(error);
    }
  }

  function read(given: ReadStatement | string) {
    const { sql, args, oneRow } = typeof given === "string" ? { sql: given, args: [] } : given;
    connection ??= openPrepared(file);
    const prepared = connection.prepared(sql, args);
    return {
      rows: rowsOf(prepared, args, oneRow).map((values) =>
        named(prepared.columns, values.map(plain))
      ),
    };
  }

  function close(): void {
    connection?.database.close();
    connection = undefined;
  }
}

function rowsOf({ statement, columns }: Prepared, args: InValue[], oneRow?: true): Value[][] {
  if (oneRow) return [statement.get(args) as Value[]];
  if (columns.length > 0) return statement.all(args) as Value[][];
  statement.run(args);
  return [];
}

/** Integers arrive as bigint, so that none is rounded. */
function plain(value: Value): Value {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`Cannot read integer ${value}: larger than a number holds`);
}
