import type { Filters, Listing } from "../../core/listing.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Statement } from "../../core/unit.ts";
import { forCaller } from "./caller.ts";
import { and, byShape, type Listed, shapeOf, type Values, valuesOf, walk } from "./walk.ts";

/**
 * Lists the caller's rows, in the order of the commits, or by time when a time is given: one statement per combination
 * of filters, each of which walks one index in its own order, so that a page costs the same however long the list is.
 * `more` are values that `select` itself needs.
 */
export function listing<Name extends string>(
  listed: Listed<Name>,
): (
  caller: Caller,
  page: Listing,
  filters: Filters<Name | "state">,
  more?: Values,
) => Statement {
  const known = byShape((shape) =>
    forCaller<Values>((no) => {
      const { indexed, looked, order } = walk(listed, no, shape);
      return listed.select(and([...indexed, ...looked]), order);
    })
  );
  return (caller, page, filters, more) => {
    const shape = shapeOf(page, filters);
    return known(shape)(caller, { ...valuesOf(page, filters), ...more });
  };
}
