import type { Unit, Verdict } from "../../core/unit.ts";
import { createCircuit } from "./circuit.ts";
import { type SetTimer, startTimer } from "./within_limit.ts";
import { checkUnit } from "./writer/check_unit.ts";
import { createConnection, type OpenClient } from "./writer/connection.ts";
import { givenUp, type Pending, takeGroup } from "./writer/pending.ts";
import { sendGroup } from "./writer/send_group.ts";

export interface WriterOptions {
  readonly openClient: OpenClient;
  readonly kind: "file" | "http";
  readonly onAlarm: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
  readonly groupUnitsMax?: number;
  readonly groupStatementsMax?: number;
  readonly queueUnitsMax?: number;
  /**
   * From `write` to the verdict. A unit that was not sent by then is `overloaded` and never will be; one that was is
   * `unknown`.
   */
  readonly deadlineMs?: number;
  readonly setTimer?: SetTimer;
  /** From 0 to 1; spreads the resends of several processes. */
  readonly chance?: () => number;
}

export interface Writer {
  /**
   * Writes a unit together with whatever else is waiting. A unit whose proof query already returns a row is
   * committed, whoever sent it. Never throws because of the database; throws a TypeError for a unit that cannot be
   * bound. `inDoubt` says that an earlier attempt may have written it, so its proof query runs first. While the
   * database is known to be bad the verdict is `overloaded` at once, but for one unit a second that tries it.
   */
  write(unit: Unit, inDoubt?: boolean): Promise<Verdict>;
  /** True from the second timeout in a row until a group is answered again. */
  stuck(): boolean;
  /** Units waiting or in flight. */
  depth(): number;
  /** Accepts no more units, settles those it has, then closes the client. */
  close(): Promise<void>;
}

/** 64 units are four fifths of the best throughput of a server at a fifth of its latency; a file peaks sooner. */
const GROUP_UNITS_MAX = { file: 16, http: 64 };
const GROUP_STATEMENTS_MAX = 500;
const QUEUE_UNITS_MAX = 2_000;
const DEADLINE_MS = 8_000;
const GROUP_UNITS_MIN = 8;

/** The one queue through which everything is written: one batch is in flight, the others wait and go together. */
export function createWriter(options: WriterOptions): Writer {
  const unitsMax = options.groupUnitsMax ?? GROUP_UNITS_MAX[options.kind];
  const statementsMax = options.groupStatementsMax ?? GROUP_STATEMENTS_MAX;
  const queueMax = options.queueUnitsMax ?? QUEUE_UNITS_MAX;
  const setTimer = options.setTimer ?? startTimer;
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const circuit = createCircuit({
    onChange: (state) => {
      if (state === "closed") options.onAlarm("writes work again");
      else options.onAlarm("writes fail", { turned_away: refuseWaiting() });
    },
  });
  const connection = createConnection({
    openClient: options.openClient,
    // Half, so that one lost answer can be made good before the deadline.
    timeLimitMs: options.kind === "http" ? deadlineMs / 2 : undefined,
    setTimer,
    onStuck: () => options.onAlarm("writer stuck", { waiting: queue.length }),
    onAnswer: () => {
      answers++;
      circuit.answered();
    },
  });
  const turn = options.kind === "file" ? nextTurn : () => undefined;
  const ports = {
    connection,
    pause: (ms: number) => new Promise<void>((resolve) => void setTimer(resolve, ms)),
    chance: options.chance ?? Math.random,
    onFault: (message: string) => options.onAlarm("write failed", { message }),
    onGivenUp: circuit.trip,
  };

  const queue: Pending[] = [];
  let underWay = 0;
  let answers = 0;
  let running: Promise<void> | undefined;
  let closed = false;
  let unitsLimit = unitsMax;

  return { write, stuck: connection.stuck, depth: () => queue.length + underWay, close };

  // Not async, so that a unit is in the queue before the caller's next line.
  function write(unit: Unit, inDoubt = false): Promise<Verdict> {
    try {
      checkUnit(unit);
    } catch (error) {
      return Promise.reject(error);
    }
    if (closed || queue.length >= queueMax || !circuit.admits()) {
      return Promise.resolve({ type: "overloaded" });
    }
    return new Promise((resolve) => {
      queue.push(pendingUnit(unit, { inDoubt, resolve }));
      running ??= run();
    });
  }

  function pendingUnit(
    unit: Unit,
    given: { readonly inDoubt: boolean; readonly resolve: (verdict: Verdict) => void },
  ): Pending {
    const answersBefore = answers;
    let settled = false;
    const cancel = setTimer(() => {
      pending.settle(givenUp(pending));
      // A database that answers others is only slow.
      if (answers === answersBefore) circuit.trip();
    }, deadlineMs);
    const pending: Pending = {
      unit,
      inDoubt: given.inDoubt,
      onItsWay: false,
      settled: () => settled,
      settle: (verdict) => {
        settled = true;
        cancel();
        given.resolve(verdict);
      },
    };
    return pending;
  }

  /** Nobody waits behind what does not move. Returns how many waited. */
  function refuseWaiting(): number {
    const waiting = queue.splice(0);
    for (const pending of waiting) pending.settle(givenUp(pending));
    return waiting.length;
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      await turn();
      const group = takeGroup(queue, { units: unitsLimit, statements: statementsMax });
      underWay = group.length;
      adapt(group.length, await send(group));
      underWay = 0;
    }
    running = undefined;
  }

  /** A bug of ours must not leave callers waiting or stop the queue's loop. */
  async function send(group: readonly Pending[]): Promise<number> {
    try {
      return await sendGroup(ports, group);
    } catch (error) {
      for (const { settle } of group) settle({ type: "unknown" });
      ports.onFault(`${error}`);
      return 0;
    }
  }

  function adapt(sent: number, refused: number): void {
    if (refused > 2) unitsLimit = Math.min(unitsMax, GROUP_UNITS_MIN);
    else if (refused === 0 && sent >= unitsLimit) unitsLimit = Math.min(unitsMax, unitsLimit * 2);
  }

  async function close(): Promise<void> {
    closed = true;
    await running;
    connection.close();
  }
}

// A batch on a file is one synchronous call. Without a turn of the event loop between two of them, requests that have
// arrived in the meantime are not read, and every group is a group of one.
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
