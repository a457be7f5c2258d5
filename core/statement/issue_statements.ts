import { byClock } from "../actor.ts";
import { Conflict, conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { sweep } from "../sweep.ts";
import { beginStatement, nextDayAfter } from "./begin_statement.ts";
import { signManifest } from "./manifest.ts";
import type { IssuingStatement, Turn } from "./statement.ts";
import { writeFiles } from "./write_files.ts";

/**
 * Issues the statements whose day is over, a day after the other for each number, and of numbers with others below them
 * the rolled-up ones after those. Which facts a statement has is written down first: of two processes that issue one, and
 * of one that was killed and another, both come to the same, and one of them has issued it.
 */
export async function issueStatements(deps: Deps, options?: FlowOptions): Promise<void> {
  const issued = await sweep<Turn>(deps, {
    name: "issue_statements",
    subject: ({ merchantNo, scope }) => ({ id: `${merchantNo}.${scope}`, merchantNo }),
    due: (now, _merchantNo, max) => deps.statements.due(now, max),
    work: (turn) => issue(deps, turn),
  }, options);
  if (issued > 0) deps.nudge("deliver_webhooks");
}

async function issue(deps: Deps, turn: Turn): Promise<boolean> {
  const statement = await beginStatement(deps, turn);
  if (statement.state === "ready") return true;
  const attempt = deps.newId("evt");
  const conflict = await conflictOf(finish(deps, statement, attempt));
  const { write, statements } = deps;
  await write(statements.forgetParts(statement.statementId));
  return !conflict;
}

/** The attempt has the id of the event that makes its files count. */
async function finish(
  deps: Deps,
  statement: IssuingStatement,
  attempt: ReturnType<typeof deps.newId<"evt">>,
): Promise<void> {
  const { sums, ...written } = await writeFiles(deps, statement, attempt);
  const { merchantNo, scope, day } = statement;
  const turn: Turn = { merchantNo, scope, day };
  const [merchant, before, auditHead, nextDay] = [
    ...await deps.load(
      deps.merchants.byNo(merchantNo),
      deps.statements.before(turn),
      deps.audit.end(),
    ),
    await nextDayAfter(deps, turn),
  ];
  if (!merchant) throw new Conflict("merchant_of_statement");
  const issuedAt = merchantNow(merchant, deps.now());
  const ready = { ...statement, ...sums, ...written, state: "ready", attempt, issuedAt } as const;
  const { institution } = deps.config;
  const manifest = await signManifest(deps.vault, ready, { institution, auditHead, before });
  await deps.commit([{
    type: "statement.ready",
    statement: { ...ready, manifest },
    nextDay,
    eventId: attempt,
    at: issuedAt,
    by: byClock,
  }]);
}
