/** What a failed batch says about what it carried. */
export type Failure =
  /** One statement was refused; the whole batch was rolled back. */
  | { readonly type: "refused"; readonly constraint: string; readonly statementIndex: number }
  /** Refused before the first statement or at COMMIT, so none is named; nothing was written. */
  | { readonly type: "refused_unnamed"; readonly constraint: string }
  /** Somebody else held the write lock; nothing was written. */
  | { readonly type: "busy" }
  /** Nobody knows whether it was written: the answer was lost on its way, or took too long. */
  | { readonly type: "lost" }
  /** Nobody knows, and it is not the network: one of the units may be poison for those beside it. */
  | { readonly type: "strange"; readonly message: string };

/** Raised by the writer itself when a batch exceeds its time limit. */
export class TimeLimitPassed extends Error {
  override readonly name = "TimeLimitPassed";
}

export function judgeFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { type: "strange", message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const statementIndex = "statementIndex" in error && typeof error.statementIndex === "number"
    ? error.statementIndex
    : undefined;

  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return { type: "busy" };
  if (code.startsWith("SQLITE_CONSTRAINT")) {
    const constraint = constraintOf(error.message);
    return statementIndex === undefined
      ? { type: "refused_unnamed", constraint }
      : { type: "refused", constraint, statementIndex };
  }
  if (statementIndex !== undefined && faultCodes.test(code)) {
    return { type: "refused", constraint: `fault: ${tailOf(error.message)}`, statementIndex };
  }
  if (parseCodes.test(code)) {
    return { type: "refused_unnamed", constraint: `fault: ${tailOf(error.message)}` };
  }
  if (error instanceof TimeLimitPassed || transportCodes.test(code) || isFetchFailure(error)) {
    return { type: "lost" };
  }
  return { type: "strange", message: `${code} ${error.message}`.trim() };
}

/**
 * The database's own name for what failed, the same on both drivers: the columns of a UNIQUE, a PRIMARY KEY or
 * a NOT NULL (`orders.merchant_no, orders.merchant_order_no`), the name or text of a CHECK (`refund_within_paid`),
 * `FOREIGN KEY` for a foreign key.
 */
export function constraintOf(message: string): string {
  const tail = tailOf(message);
  const named = /constraint failed: (.*)$/s.exec(tail)?.[1];
  if (named !== undefined) return named.replace(/ \(\d+\)$/, "");
  return tail.replace(/ constraint failed$/, "");
}

// The drivers repeat the code in front of the message, once or twice, and http adds a preamble of its own.
function tailOf(message: string): string {
  return message.replace(/^(?:(?:SQLITE_[A-Z_]+|SQL_[A-Z_]+|ARGS_[A-Z_]+|SQLite error): ?)+/, "")
    .trim();
}

// A statement that can never run; the server answered, so the batch is rolled back for certain.
const faultCodes =
  /^(SQLITE_(ERROR|UNKNOWN|MISMATCH|RANGE|TOOBIG|MISUSE|AUTH|SCHEMA)|ARGS_[A-Z_]+)$/;

// A server reads the text of every statement before it begins.
const parseCodes = /^SQL_[A-Z_]+$/;

const transportCodes = /^(SERVER_ERROR|HRANA_[A-Z_]+|TRANSACTION_[A-Z_]+|STREAM_[A-Z_]+|UNKNOWN)$/;

function isFetchFailure(error: Error): boolean {
  return error instanceof TypeError || error instanceof DOMException;
}
