import type { InValue, Value } from "@libsql/client";
import Database from "libsql";
import { BUSY_TIMEOUT_MS } from "./client.ts";

/** One connection to a file. Preparing is most of what a statement costs there, so each text is prepared once. */
export interface PreparedFile {
  readonly database: Database.Database;
  /** Throws a TypeError for another number of arguments than the text was first given. */
  prepared(sql: string, args: readonly InValue[]): Prepared;
}

export interface Prepared {
  /** Empty when the statement answers no rows. */
  readonly columns: readonly string[];
  /** Rows are arrays, and integers arrive as bigint. */
  readonly statement: Database.Statement;
}

const PREPARED_MAX = 200;

/** Opens a file by the driver under the client, which is the one that the client is made of. */
export function openPrepared(file: string): PreparedFile {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  const kept = new Map<string, Prepared & { readonly parameters: number }>();

  return { database, prepared };

  function prepared(sql: string, args: readonly InValue[]): Prepared {
    const found = kept.get(sql);
    if (!found) return prepare(sql, args.length);
    // A prepared statement keeps its last arguments, so a missing one would be another caller's.
    if (found.parameters !== args.length) {
      const error = new TypeError("Cannot run a statement with another number of arguments");
      throw Object.assign(error, { code: "ARGS_INVALID" });
    }
    return found;
  }

  function prepare(sql: string, parameters: number): Prepared {
    const statement = database.prepare(sql);
    statement.safeIntegers(true);
    const columns = statement.reader ? statement.raw(true).columns().map(({ name }) => name) : [];
    const made = { statement, columns, parameters };
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= PREPARED_MAX) kept.delete(oldest);
    kept.set(sql, made);
    return made;
  }
}

/** A row by the names of its columns. */
export function named(
  columns: readonly string[],
  values: readonly Value[],
): Record<string, Value> {
  const row: Record<string, Value> = {};
  for (let i = 0; i < columns.length; i++) row[columns[i]!] = values[i] ?? null;
  return row;
}
