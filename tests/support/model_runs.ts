import fc from "fast-check";
import { env } from "node:process";
import { expect } from "vitest";

/** How many tries at a shorter failing run; each is a run of its own. */
const SHRINKS_MAX = 300;

type Command<Model extends object, Real> = fc.AsyncCommand<Model, Real>;

interface ModelRuns<Model extends object, Real> {
  readonly commands: readonly fc.Arbitrary<Command<Model, Real>>[];
  /** At least so many. */
  readonly runs: number;
  /** At least so many in a run on average, taken and not only drawn. */
  readonly steps: number;
  /** One run, with `fc.asyncModelRun`. */
  readonly run: (commands: Iterable<Command<Model, Real>>) => Promise<void>;
  /** Nothing more is run once that is so. */
  readonly over?: () => boolean;
}

/**
 * Runs of random commands. One that fails is shortened; its seed, path and replayPath are in the message, and with
 * `MODEL_SEED`, `MODEL_PATH` and `MODEL_REPLAY` set to them exactly that run is run again.
 */
export async function modelRuns<Model extends object, Real>(
  { commands, runs, steps, run, over = () => false }: ModelRuns<Model, Real>,
): Promise<void> {
  const { MODEL_SEED: seed, MODEL_PATH: path, MODEL_REPLAY: replayPath } = env;
  const done = { runs: 0, steps: 0 };
  const enough = () => over() || (done.runs >= runs && done.steps >= runs * steps);
  let failed = false;
  let shrinks = 0;
  const counted = commands.map((each) => each.map((command) => new Counted(command, done)));
  await fc.assert(
    fc.asyncProperty(
      fc.commands(counted, {
        // A run has any number up to that.
        maxCommands: Math.ceil(2.2 * steps),
        size: "max",
        ...(replayPath === undefined ? {} : { replayPath }),
      }),
      async (given) => {
        if (failed ? shrinks++ >= SHRINKS_MAX : enough()) return;
        try {
          await run(given);
          done.runs++;
        } catch (error) {
          failed = true;
          throw error;
        }
      },
    ),
    {
      numRuns: 4 * runs + 40,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      ...(path === undefined ? {} : { path }),
    },
  );
  if (path === undefined) expect(enough(), JSON.stringify(done)).toBe(true);
}

/** Rounds until nothing is left that never was, for what is rare may be missing from one; so many at most. */
const ROUNDS_MAX = 20;

export async function untilSeen(
  round: () => Promise<void>,
  never: () => readonly string[],
): Promise<void> {
  for (let n = 0; n < ROUNDS_MAX; n++) {
    await round();
    if (never().length === 0) return;
  }
  expect(never(), "was never tried").toEqual([]);
}

class Counted<Model extends object, Real> implements Command<Model, Real> {
  constructor(
    readonly command: Command<Model, Real>,
    readonly done: { steps: number },
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.command.check(model);
  }

  async run(model: Model, real: Real): Promise<void> {
    await this.command.run(model, real);
    this.done.steps++;
  }

  toString(): string {
    return this.command.toString();
  }
}

/** Several at once, on one portal. If one fails, the others end as well, and nothing is left running. */
export async function modelRunsAtOnce<Model extends object, Real>(
  all: readonly ModelRuns<Model, Real>[],
): Promise<void> {
  const failures: unknown[] = [];
  const over = () => failures.length > 0;
  await Promise.all(
    all.map((each) => modelRuns({ ...each, over }).catch((error) => failures.push(error))),
  );
  if (over()) throw failures[0];
}
