import type { InValue, Value } from "@libsql/client";
import { named, openPrepared } from "./prepared_file.ts";
import type { WriterClient, Written } from "./writer/connection.ts";

interface Statement {
  readonly sql: string;
  readonly args: InValue[];
}

const NO_ROWS: Written = { columns: [], rows: [] };

/**
 * Writes to a file by statements that stay prepared. A batch is one synchronous transaction, all or nothing; what it
 * throws carries the driver's code and, where one statement was at fault, its `statementIndex`, as the client's does.
 * After BUSY, and whatever else is not a refusal, close it and open another: a statement that met BUSY is never reset,
 * and what its connection acknowledges from then on may never be committed.
 */
export function openPreparedWrites(file: string): WriterClient {
  const { database, prepared } = openPrepared(file);
  let relaxed = false;

  return {
    batch: (statements, mode, fleeting = false) => {
      try {
        if (mode === "write" && fleeting !== relaxed) relax(fleeting);
        return Promise.resolve(batch(statements, mode));
      } catch (error) {
        return Promise.reject(withBaseCode(error));
      }
    },
    close: () => {
      if (database.open) database.close();
    },
  };

  // FULL waits for the disk at every commit, and then for all that was committed before it as well.
  function relax(wanted: boolean): void {
    database.exec(`PRAGMA synchronous = ${wanted ? "NORMAL" : "FULL"}`);
    relaxed = wanted;
  }

  function batch(statements: readonly Statement[], mode: "write" | "read"): readonly Written[] {
    run(mode === "write" ? BEGIN_WRITE : BEGIN_READ);
    try {
      const results = statements.map(runAt);
      run(COMMIT);
      return results;
    } catch (error) {
      if (database.inTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }

  function runAt(statement: Statement, statementIndex: number): Written {
    try {
      return run(statement);
    } catch (error) {
      throw error instanceof Error ? Object.assign(error, { statementIndex }) : error;
    }
  }

  function run({ sql, args }: Statement): Written {
    const { statement, columns } = prepared(sql, args);
    if (columns.length === 0) {
      statement.run(args);
      return NO_ROWS;
    }
    // To the last row, because a statement that is left half-way keeps its transaction from ending.
    const rows = statement.all(args) as Value[][];
    return { columns, rows: rows.map((values) => named(columns, values)) };
  }
}

/** The codes by which a failure is judged; the driver gives finer ones, and for some a number of its own. */
const BASE_CODES: Readonly<Record<number, string>> = {
  1: "SQLITE_ERROR",
  5: "SQLITE_BUSY",
  6: "SQLITE_LOCKED",
  17: "SQLITE_SCHEMA",
  18: "SQLITE_TOOBIG",
  19: "SQLITE_CONSTRAINT",
  20: "SQLITE_MISMATCH",
  21: "SQLITE_MISUSE",
  23: "SQLITE_AUTH",
  25: "SQLITE_RANGE",
};

function withBaseCode(error: unknown): unknown {
  if (!(error instanceof Error && "rawCode" in error)) return error;
  const code = BASE_CODES[Number(error.rawCode) & 0xff];
  return code === undefined ? error : Object.assign(error, { code });
}

const BEGIN_WRITE: Statement = { sql: "BEGIN IMMEDIATE", args: [] };
const BEGIN_READ: Statement = { sql: "BEGIN", args: [] };
const COMMIT: Statement = { sql: "COMMIT", args: [] };
