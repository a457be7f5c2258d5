import type { Statement, StatementFormat, Turn } from "./statement.ts";

/** What follows the day in the name of a detail file of ours: the channel's are numbered from the other end. */
const ZM_BATCHES = { own: "90", rolled_up: "91" } as const;

/** What one file of a statement is called; a detail file as the channel calls its own. */
export function nameOf(statement: Turn, format: StatementFormat): string {
  if (format !== "zm") return `${stemOf(statement)}.${format}`;
  const { merchantNo, day, scope } = statement;
  return `INN${day.slice(2).replaceAll("-", "")}${ZM_BATCHES[scope]}ZM_${merchantNo}`;
}

export function manifestNameOf(statement: Pick<Statement, "merchantNo" | "day" | "scope">): string {
  return `${stemOf(statement)}.jws`;
}

function stemOf({ merchantNo, day, scope }: Turn): string {
  return `${day}_${merchantNo}${scope === "own" ? "" : "_rolled_up"}`;
}
