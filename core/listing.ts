import type { Instant } from "./time.ts";

/** What is asked of a list, except for what it is filtered by. */
export interface Listing<I extends string = string> {
  readonly limit: number;
  readonly order: "newest" | "oldest";
  /** Only those that come after this id in that order. */
  readonly past: I | undefined;
  /** Created then or later. */
  readonly from: Instant | undefined;
  /** Created before then. */
  readonly to: Instant | undefined;
}

/** Values by the names of the API's filters; undefined or absent where it was not given. */
export type Filters<Name extends string> = { readonly [N in Name]?: string | undefined };
