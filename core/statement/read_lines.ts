import type { Deps } from "../deps.ts";
import { othersTurn } from "../others_turn.ts";
import { add, type Money } from "../money.ts";
import { readBooked } from "./read_booked.ts";
import type { ReadyStatement, Statement } from "./statement.ts";
import type { BookedLine, StatementLine } from "./statement_line.ts";

type Ports = Pick<Deps, "load" | "statements">;

const CHUNK_LINES = 200;
const CHUNK_MEMBERS = 100;

/** The lines of a statement, in chunks, in the order in which its files have them. */
export async function* readLines(
  deps: Ports,
  statement: Statement,
): AsyncGenerator<readonly StatementLine[]> {
  let no = 0;
  let balance = statement.opening;
  let chunk: BookedLine[] = [];
  for await (const ranges of rangesOf(deps, statement)) {
    for (const range of ranges) {
      for await (const line of readBooked(deps, range)) {
        chunk.push(line);
        if (chunk.length === CHUNK_LINES) yield await numbered();
      }
    }
  }
  if (chunk.length > 0) yield await numbered();

  async function numbered(): Promise<readonly StatementLine[]> {
    const lines = await withFacts(deps, chunk, { after: no, balance });
    no += lines.length;
    balance = lines.at(-1)?.balance ?? balance;
    chunk = [];
    await othersTurn();
    return lines;
  }
}

/** Its own, or that of each number that it is made of, in the order of their numbers. */
async function* rangesOf(
  { load, statements }: Ports,
  statement: Statement,
): AsyncGenerator<readonly Statement[]> {
  if (statement.scope === "own") return yield [statement];
  let past: ReadyStatement | undefined;
  for (;;) {
    const [members] = await load(
      statements.membersOf(statement.statementId, past, CHUNK_MEMBERS),
    );
    yield members;
    if (members.length < CHUNK_MEMBERS) return;
    past = members.at(-1);
  }
}

/** As many lines with what is known of their facts, numbered and balanced on from the one before. */
async function withFacts(
  { load, statements }: Ports,
  lines: readonly BookedLine[],
  { after, balance }: { readonly after: number; readonly balance: Money },
): Promise<readonly StatementLine[]> {
  const [facts] = await load(statements.facts(lines.map(({ subjectId }) => subjectId)));
  let stands = balance;
  return lines.map((line, i) => {
    stands = add(stands, line.net);
    return {
      ...line,
      no: after + i + 1,
      balance: stands,
      facts: facts.get(line.subjectId) ?? {},
    };
  });
}
