import type { Deps } from "../deps.ts";
import { othersTurn } from "../others_turn.ts";
import { keptPart } from "./file_sink.ts";
import type { ReadyStatement, StatementFormat } from "./statement.ts";

/** A file of a statement as it was issued, a part at a time. */
export async function* readFile(
  { load, statements }: Pick<Deps, "load" | "statements">,
  { statementId, attempt }: ReadyStatement,
  format: StatementFormat,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let part = 0;; part++) {
    const [content] = await load(statements.part({ statementId, attempt, format, part }));
    if (content === undefined) return;
    yield await keptPart(content);
    await othersTurn();
  }
}
