import type { InValue, Value } from "@libsql/client";
import Database from "libsql";
import type { Reader, ReadStatement } from "./reader.ts";

interface Prepared {
  readonly columns: readonly string[];
  readonly statement: Database.Statement;
  readonly parameters: number;
}

interface Connection {
  readonly database: Database.Database;
  readonly prepared: Map<string, Prepared>;
}

export interface PreparedReads extends Reader {
  close(): void;
}

const BUSY_TIMEOUT_MS = 75;
const PREPARED_MAX = 200;

/**
 * Reads from a file with statements that stay prepared. Preparing is most of the cost of a read there, and the client
 * prepares every time. Never for a write: writes need the writer's handling of failed statements.
 */
export function preparedReads(file: string): PreparedReads {
  let connection: Connection | undefined;

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
    connection ??= {
      database: new Database(file, { timeout: BUSY_TIMEOUT_MS }),
      prepared: new Map(),
    };
    const { statement, columns, parameters } = preparedIn(connection, sql, args.length);
    // A prepared statement keeps its last arguments, so a missing one would be another caller's.
    if (parameters !== args.length) throw new TypeError("Cannot read: another number of arguments");
    return { rows: rowsOf(statement, args, oneRow).map((values) => named(columns, values)) };
  }

  function close(): void {
    connection?.database.close();
    connection = undefined;
  }
}

function preparedIn({ database, prepared }: Connection, sql: string, parameters: number): Prepared {
  const found = prepared.get(sql);
  if (found) return found;
  const statement = database.prepare(sql);
  statement.safeIntegers(true);
  const columns = statement.reader ? statement.raw(true).columns().map(({ name }) => name) : [];
  const made: Prepared = { statement, columns, parameters };
  const [oldest] = prepared.keys();
  if (oldest !== undefined && prepared.size >= PREPARED_MAX) prepared.delete(oldest);
  prepared.set(sql, made);
  return made;
}

function rowsOf(statement: Database.Statement, args: InValue[], oneRow?: true): Value[][] {
  if (oneRow) return [statement.get(args) as Value[]];
  if (statement.reader) return statement.all(args) as Value[][];
  statement.run(args);
  return [];
}

function named(
  columns: readonly string[],
  values: readonly Value[],
): Readonly<Record<string, Value>> {
  const row: Record<string, Value> = {};
  for (const [i, column] of columns.entries()) row[column] = plain(values[i] ?? null);
  return row;
}

/** Integers arrive as bigint, so that none is rounded. */
function plain(value: Value): Value {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`Cannot read integer ${value}: larger than a number holds`);
}
