import { getTableColumns } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { createHash } from "node:crypto";

/** What a step adds to its subject's chain. */
export interface Link {
  /** The head as it was loaded; empty before the first step. */
  readonly previous: string;
  /** What the step writes of the row, as JSON by column. */
  readonly written: string;
}

/** An event as it is stored, without the sequence that the database counts. */
export interface ChainedEvent {
  readonly eventId: string;
  readonly subjectId: string;
  readonly version: number;
  readonly type: string;
  readonly merchantNo: string | null | undefined;
  readonly at: number;
  readonly by: string;
  /** JSON. */
  readonly data: string;
}

/** SHA-256, hex, over the hash before, the event and what it wrote; null for an event that is in no chain of its subject. */
export function linkHash(
  event: ChainedEvent,
  { previous, written }: { readonly previous: string; readonly written: string | null },
): string {
  const { eventId, subjectId, version, type, merchantNo, at, by, data } = event;
  const parts = [previous, eventId, subjectId, version, type, merchantNo ?? null, at, by];
  return createHash("sha256").update(JSON.stringify([...parts, data, written])).digest("hex");
}

/** Turns a row into the JSON of its columns `names`; what the row leaves undefined is null. */
export function writerOf<T extends SQLiteTable>(
  table: T,
  names: readonly (keyof T["$inferSelect"] & string)[],
): (row: Readonly<Record<string, unknown>>) => string {
  const columns = getTableColumns(table);
  const keys = names.map((name) => `${JSON.stringify(columns[name]?.name ?? name)}:`);
  // Put together by hand: an object of so many columns takes four times as long.
  return (row) => {
    let written = "";
    for (const [i, name] of names.entries()) {
      written += (i === 0 ? "{" : ",") + keys[i] + jsonOf(row[name]);
    }
    return `${written}}`;
  };
}

function jsonOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return Number.isSafeInteger(value) ? `${value}` : JSON.stringify(value);
}

/** As `writerOf`, for all columns but these: the head itself, and counters that others share. */
export function writerOfAllBut<T extends SQLiteTable>(
  table: T,
  ...others: readonly (keyof T["$inferSelect"] & string)[]
): (row: Readonly<Record<string, unknown>>) => string {
  const names = Object.keys(getTableColumns(table)) as typeof others;
  return writerOf(table, names.filter((name) => !others.includes(name)));
}
