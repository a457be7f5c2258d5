/** What a failed batch says about its units. */
export type Failure =
  /** One statement was refused; the whole batch was rolled back. */
  | { readonly type: "refused"; readonly constraint: string; readonly statementIndex: number }
  /** Refused before the first statement or at COMMIT, so none is named; nothing was written. */
  | { readonly type: "refused_unnamed"; readonly constraint: string }
  /** Someone else held the write lock; nothing was written. */
  | { readonly type: "busy" }
  /** Unknown whether it was written: the answer was lost or took too long. */
  | { readonly type: "lost"; readonly message: string }
  /** Unknown, but not because of the network: one of the units may break the others. */
  | { readonly type: "strange"; readonly message: string };

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
  const fault = `fault: ${tailOf(error.message)}`;
  if (statementIndex !== undefined && statementCodes.test(code)) {
    return { type: "refused", constraint: fault, statementIndex };
  }
  if (textCodes.test(code)) return { type: "refused_unnamed", constraint: fault };

  const message = error.cause instanceof Error
    ? `${error.message}: ${error.cause.message}`
    : error.message;
  return { type: code === "" || wayCodes.test(code) ? "lost" : "strange", message };
}

/**
 * The database's own name for what failed, the same on both drivers: the columns of a UNIQUE, a PRIMARY KEY or
 * a NOT NULL (`orders.merchant_no, orders.merchant_order_no`), the name or text of a CHECK (`refund_within_paid`),
 * `FOREIGN KEY` for a foreign key.
 */
function constraintOf(message: string): string {
  const tail = tailOf(message);
  return /constraint failed: (.*)$/s.exec(tail)?.[1] ?? tail.replace(/ constraint failed$/, "");
}

// The drivers repeat the code in front of the message, once or twice, and HTTP adds a prefix of its own.
function tailOf(message: string): string {
  return message.replace(/^(?:(?:SQLITE|SQL|ARGS)_[A-Z_]+: ?|SQLite error: ?)+/, "").trim();
}

// A statement that can never run. It was named, so the database answered and rolled the batch back.
const statementCodes =
  /^(SQLITE_(ERROR|UNKNOWN|MISMATCH|RANGE|TOOBIG|MISUSE|AUTH|SCHEMA)|ARGS_[A-Z_]+)$/;

// A server reads the text of every statement before it begins.
const textCodes = /^SQL_[A-Z_]+$/;

// Codes about the connection, never about a unit.
const wayCodes = /^(SERVER_ERROR|UNKNOWN|(HRANA|TRANSACTION|STREAM|CLIENT|PROTOCOL)_[A-Z_]+)$/;
