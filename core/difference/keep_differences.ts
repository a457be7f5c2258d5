import { type Actor, byClock } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { type MerchantNo } from "../id.ts";
import { noMoney } from "../money.ts";
import type { Query } from "../query.ts";
import type { StatementFile } from "../statement_file/statement_file.ts";
import { after, type BusinessDay, businessDay, days, startOfBusinessDay } from "../time.ts";
import { type Difference, DIFFERENCE_DUE, type Found, sameFinding } from "./difference.ts";
import type { DifferenceEvent } from "./difference_events.ts";
import type { Finding } from "./difference_store.ts";

/** Decided and written as one unit. */
const BATCH = 100;
/** A file of which more is open is wrong as a whole: the rest of its lines gets cases when some of these have ended. */
export const OPEN_OF_FILE_MAX = 1_000;
/** As far back as gaps may be found when a file comes in. */
const GAP_DAYS = 3;

/**
 * Brings the cases up to what the lines of the file and the gaps around its day say: opens, changes, reopens and resolves
 * them. The same facts give the same cases, however often.
 */
export async function keepDifferences(
  deps: Deps,
  { fileId, kind, merchantNo, clearingDay }: StatementFile,
): Promise<void> {
  const { differences } = deps;
  await until(deps, differences.linesAgreed(fileId, BATCH), agreed);
  for (;;) {
    const [open] = await deps.load(differences.openOf(fileId));
    const max = Math.min(BATCH, OPEN_OF_FILE_MAX - open);
    if (max <= 0 || await step(deps, differences.linesWithout(fileId, max), found) < max) break;
  }
  if (kind !== "zm" || merchantNo === undefined) return;
  const [numbers] = await deps.load(deps.statementFiles.numbersOf(merchantNo));
  for (const each of numbers) await keepGaps(deps, each, clearingDay);
}

async function keepGaps(deps: Deps, merchantNo: MerchantNo, day: BusinessDay): Promise<void> {
  const { differences } = deps;
  const first = businessDay(after(startOfBusinessDay(day), days(-GAP_DAYS)));
  const around = { merchantNo, from: first, until: day };
  await until(deps, differences.gapsAgreed(around, BATCH), agreed);
  await until(deps, differences.gapsWithout(around, BATCH), found);
}

type Decide<T> = (deps: Deps, given: T) => DifferenceEvent;

async function until<T>(
  deps: Deps,
  query: Query<readonly T[]>,
  decide: Decide<T>,
): Promise<void> {
  while (await step(deps, query, decide) === BATCH);
}

/** Returns how many there were. */
function step<T>(deps: Deps, query: Query<readonly T[]>, decide: Decide<T>): Promise<number> {
  return retryOnConflict(async () => {
    const [rows] = await deps.load(query);
    const by: Actor = byClock;
    await deps.commit(
      rows.map((row) => ({
        ...decide(deps, row),
        eventId: deps.newId("evt"),
        at: deps.now(),
        by,
      })),
    );
    return rows.length;
  });
}

/** What a look found: a new case, one that is another now, or one that had ended. */
function found(deps: Deps, { found: what, known }: Finding): DifferenceEvent {
  const now = deps.now();
  const dueAt = after(now, DIFFERENCE_DUE);
  if (!known) {
    const difference = {
      ...what,
      differenceId: deps.newId("dif"),
      corrected: noMoney,
      finding: 1,
      owner: undefined,
      dueAt,
      foundAt: now,
      comments: 0,
      version: 1,
      state: "open",
    } as const;
    return { type: "difference.found", difference };
  }
  return anew(known, what, dueAt);
}

/** Both sides agree: the case is over, unless it was corrected before, which was then too much. */
function agreed(deps: Deps, known: Difference): DifferenceEvent {
  const now = deps.now();
  if (known.corrected.fen === 0) {
    const version = known.version + 1;
    const difference = { ...known, version, state: "resolved", endedAt: now } as const;
    return { type: "difference.resolved", difference };
  }
  const both = known.fileId === undefined ? known.ours : known.theirs;
  const what: Found = { ...known, reason: "overcorrected", differs: [], theirs: both, ours: both };
  return anew(known, what, after(now, DIFFERENCE_DUE));
}

function anew(known: Difference, what: Found, dueAt: Difference["dueAt"]): DifferenceEvent {
  const { differenceId, corrected, owner, foundAt, comments, state } = known;
  const finding = sameFinding(known, what) ? known.finding : known.finding + 1;
  const difference = {
    ...what,
    differenceId,
    corrected,
    finding,
    owner,
    dueAt: state === "open" ? known.dueAt : dueAt,
    foundAt,
    comments,
    version: known.version + 1,
    state: "open",
  } as const;
  return { type: state === "open" ? "difference.changed" : "difference.reopened", difference };
}
