import { asc, gt, sql } from "drizzle-orm";
import type { Log } from "../../core/deps.ts";
import type { MerchantNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { clockOf, type Watch } from "../../core/watch.ts";
import { Columns } from "./columns.ts";
import { all, type Packing } from "./packed.ts";
import { createLoad } from "./query.ts";
import type { Reader } from "./reader.ts";
import { events } from "../schema.ts";
import { build, prepare } from "./statement.ts";
import { createFollowers } from "./tail/followers.ts";

export interface TailOptions {
  readonly reader: Reader;
  readonly log: Pick<Log, "warn">;
  readonly followersMax?: number;
  readonly tickMs?: number;
}

export interface Tail extends Watch {
  /** Reads soon instead of at the next tick, because this process has just written. */
  poke(): void;
  /** Wakes everybody, as after a gap. */
  wakeAll(): void;
  followers(): number;
  /** Closes every follower, waits for the read under way and reads no more. */
  close(): Promise<void>;
}

/** Each is an open connection; beyond it pages ask by themselves as they do where streams are blocked. */
const FOLLOWERS_MAX = 2_000;
/** How late a commit of another process is seen at most, but for its journey. */
const TICK_MS = 250;
/** Between two reads that commits of this process ask for. */
const READ_GAP_MS = 20;
const ROWS_MAX = 500;
const READS_MAX = 4;
/** After so long without a read it is cheaper to wake everybody than to read what happened. */
const RESUME_MS = 10_000;

/** One new event, with every id whose followers it may matter to. */
export interface Happened {
  readonly seq: number;
  readonly subjects: readonly string[];
}

/**
 * One reader of the event log for all who follow something in this process, so that the database is asked as often
 * for a thousand open pages as for one, and not at all for none. Only for a process that may share I/O between
 * requests.
 */
export function createTail(options: TailOptions): Tail {
  const { reader, log, tickMs = TICK_MS } = options;
  const load = createLoad(reader);
  const followers = createFollowers(options.followersMax ?? FOLLOWERS_MAX);
  /** The last event read; undefined while nobody follows and after a gap. */
  let position: number | undefined;
  let readAt = 0;
  let reading: Promise<void> | undefined;
  let wanted = false;
  let closed = false;
  let failing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    follow: (subjects) => {
      const follower = followers.add(subjects);
      if (follower && !reading && timer === undefined) void read();
      return follower;
    },
    poke,
    wakeAll: followers.wakeAll,
    followers: followers.count,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      followers.close();
      await reading;
    },
  };

  function poke(): void {
    if (followers.count() === 0) return;
    wanted = true;
    if (!reading) readIn(gapLeft());
  }

  function readIn(ms: number): void {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(read, ms);
  }

  function gapLeft(): number {
    return Math.max(0, readAt + READ_GAP_MS - performance.now());
  }

  async function read(): Promise<void> {
    timer = undefined;
    if (followers.count() === 0) {
      position = undefined;
      return;
    }
    wanted = false;
    reading = readNew().then(
      () => {
        failing = false;
      },
      (error) => {
        if (!failing && !closed) log.warn("event log not read", { error });
        failing = true;
      },
    );
    await reading;
    reading = undefined;
    readIn(wanted ? gapLeft() : tickMs);
  }

  async function readNew(): Promise<void> {
    if (position === undefined || performance.now() - readAt > RESUME_MS) return await resume();
    let last = position;
    for (let reads = 0; reads < READS_MAX; reads++) {
      const [happened] = await load(happenedAfter(last, ROWS_MAX));
      readAt = performance.now();
      followers.wake(new Set(happened.flatMap(({ subjects }) => subjects)));
      position = last = happened.at(-1)?.seq ?? last;
      if (happened.length < ROWS_MAX) return;
    }
    // Too far behind to catch up event by event.
    await resume();
  }

  async function resume(): Promise<void> {
    const [last] = await load(lastSeq);
    position = last;
    readAt = performance.now();
    followers.wakeAll();
  }
}

const at = sql.placeholder;
const idIn = (name: string) => sql`${events.data} ->> ${`$.${name}`}`;

const row: Packing = {
  columns: ["seq", "type", "subject_id", "merchant_no", "order_id", "contract_id"],
  fields: {
    row: sql`json_array(${events.seq}, ${events.type}, ${events.subjectId}, ${events.merchantNo}, ${
      idIn("order_id")
    }, ${idIn("contract_id")})`.as("row"),
  },
};

const after = prepare(
  build.select(row.fields).from(events).where(gt(events.seq, at("position")))
    .orderBy(asc(events.seq)).limit(at("max")),
);

/** What was committed after `position`, oldest first: numbers follow the order of commits, so none comes later. */
export function happenedAfter(position: number, max: number): Query<readonly Happened[]> {
  return all(row, after({ position, max }), (found) => {
    const columns = new Columns(found);
    return { seq: columns.int("seq"), subjects: subjectsOf(columns) };
  });
}

function subjectsOf(columns: Columns): readonly string[] {
  const merchantNo = columns.text("merchant_no") as MerchantNo;
  const type = columns.text("type");
  return [
    columns.text("subject_id"),
    columns.textOrNone("order_id"),
    columns.textOrNone("contract_id"),
    type === "order.placed" ? merchantNo : undefined,
    type === "merchant.clock_set" ? clockOf(merchantNo) : undefined,
  ].filter((each) => each !== undefined);
}

const lastSeq: Query<number> = {
  statement: { sql: "select coalesce(max(seq), 0) as seq from events", args: [] },
  read: ([found]) => Number(found?.["seq"] ?? 0),
};
