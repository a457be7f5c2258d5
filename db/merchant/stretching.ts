import { type SQL, sql } from "drizzle-orm";
import type { Listing, Stretch } from "../../core/listing.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Row } from "../../core/query.ts";
import { Columns } from "../engine/columns.ts";
import { all, first, type Packing } from "../engine/packed.ts";
import { build, type prepare } from "../engine/statement.ts";
import { forCaller } from "./caller.ts";

/** Which of its statements a short list is asked for. */
export interface ShortShape {
  readonly order: "newest" | "oldest";
  readonly past: boolean;
  /** By the placeholder `state`. */
  readonly filtered: boolean;
}

type Builder = Parameters<typeof prepare>[0] & { as(alias: string): { getSQL(): SQL } };
type Values = Pick<Listing, "limit" | "past"> & { readonly state: string | undefined };

const countRow: Packing = { columns: ["count"], fields: { row: sql`count`.as("row") } };

/** A list that is short whoever's it is, such as what a number has opened itself: it is walked to its end. */
export function stretching(
  select: (merchantNo: SQL, shape: ShortShape) => Builder,
): <T>(
  caller: Caller,
  page: Listing & { readonly state: string | undefined },
  given: { readonly packing: Packing; readonly read: (row: Row) => T },
) => Stretch<T> {
  const shapes = (["newest", "oldest"] as const).flatMap((order) =>
    [false, true].flatMap((past) => [false, true].map((filtered) => ({ order, past, filtered })))
  );
  const made = new Map(shapes.map((shape) => [
    keyOf(shape),
    {
      rows: forCaller<Values>((no) => select(no, shape)),
      count: forCaller<Values>((no) =>
        build.select({ row: sql`json_array(count(*))`.as("row") })
          .from(sql`(${select(no, shape)})`)
      ),
    },
  ]));
  return (caller, { limit, order, past, state }, { packing, read }) => {
    const shape = { order, past: past !== undefined, filtered: state !== undefined };
    const found = made.get(keyOf(shape));
    if (!found) throw new TypeError(`Cannot list in the order "${order}"`);
    const values = { limit, past, state };
    return {
      rows: all(packing, found.rows(caller, values), read),
      count: {
        ...first(countRow, found.count(caller, values), () => 0),
        read: ([row]) => row ? new Columns(row).int("count") : 0,
      },
      end: undefined,
    };
  };
}

function keyOf({ order, past, filtered }: ShortShape): string {
  return `${order} ${past} ${filtered}`;
}
