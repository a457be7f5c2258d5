import type { Unit, Verdict } from "../../core/unit.ts";
import { checkUnit } from "./writer/check_unit.ts";
import { createConnection, type OpenClient, type SetTimer } from "./writer/connection.ts";
import { type Pending, takeGroup } from "./writer/pending.ts";
import { sendGroup } from "./writer/send_group.ts";

export interface WriterOptions {
  readonly openClient: OpenClient;
  readonly kind: "file" | "http";
  readonly onAlarm: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
  readonly groupUnitsMax?: number;
  readonly groupStatementsMax?: number;
  readonly queueUnitsMax?: number;
  /** A group over HTTP that takes longer is abandoned, and its proofs are queried. */
  readonly timeLimitMs?: number;
  readonly setTimer?: SetTimer;
  /** From 0 to 1; spreads the resends of several processes. */
  readonly chance?: () => number;
}

export interface Writer {
  /**
   * Writes a unit together with whatever else is waiting. A unit whose proof query already returns a row is
   * committed, whoever sent it. Never throws because of the database; throws a TypeError for a unit that cannot be
   * bound. `inDoubt` says that an earlier attempt may have written it, so its proof query runs first.
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
const TIME_LIMIT_MS = 10_000;
const GROUP_UNITS_MIN = 8;

/** The one queue through which everything is written: one batch is in flight, the others wait and go together. */
export function createWriter(options: WriterOptions): Writer {
  const unitsMax = options.groupUnitsMax ?? GROUP_UNITS_MAX[options.kind];
  const statementsMax = options.groupStatementsMax ?? GROUP_STATEMENTS_MAX;
  const queueMax = options.queueUnitsMax ?? QUEUE_UNITS_MAX;
  const setTimer = options.setTimer ?? startTimer;
  const connection = createConnection({
    openClient: options.openClient,
    timeLimitMs: options.kind === "http" ? options.timeLimitMs ?? TIME_LIMIT_MS : undefined,
    setTimer,
    onStuck: () => options.onAlarm("writer stuck", { waiting: queue.length }),
  });
  const turn = options.kind === "file" ? nextTurn : () => undefined;
  const ports = {
    connection,
    pause: (ms: number) => new Promise<void>((resolve) => void setTimer(resolve, ms)),
    chance: options.chance ?? Math.random,
    onFault: (message: string) => options.onAlarm("write failed", { message }),
  };

  const queue: Pending[] = [];
  let underWay = 0;
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
    if (closed || queue.length >= queueMax) return Promise.resolve({ type: "overloaded" });
    return new Promise((settle) => {
      queue.push({ unit, settle, inDoubt });
      running ??= run();
    });
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

function startTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
