import type { Context } from "hono";
import * as z from "zod";
import type { Deps } from "../../../core/deps.ts";
import { type Id, type IdPrefix, parseId } from "../../../core/id.ts";
import type { Listing } from "../../../core/listing.ts";
import type { Caller } from "../../../core/merchant/caller.ts";
import type { Merchant } from "../../../core/merchant/merchant.ts";
import type { Query } from "../../../core/query.ts";
import type { ApiEnv } from "../../app_env.ts";
import { reference, time } from "../fields.ts";
import { problem, type Refusal } from "../problem.ts";

/** Which page of a list; every list takes these. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  before: reference().optional().meta({
    description: "Newest first, those before this ID: `next` of the page before.",
  }),
  after: reference().optional().meta({
    description:
      "Oldest first, those after this ID; empty (`after=`) from the very first. For a poller: pass `resume_after` of the last answer, also when its page was empty.",
  }),
};

export const timeFields = {
  created_from: time.optional().meta({ description: "Only what was created then or later." }),
  created_to: time.optional().meta({ description: "Only what was created before then." }),
};

/** How every list is paged, for the descriptions of the lists. */
export const howToPage =
  "Newest first, paged with `before`; with `after`, oldest first, and `after=` starts from the oldest. " +
  "`next` is the ID to pass for the following page, null at the end; `resume_after` is the one to pass as `after`, " +
  "now or later, to get what has been added since.";

/** What every list may refuse. */
export const listRefusals = ["cursor_unknown", "cursors_combined"] as const;

export interface ListQuery {
  readonly limit: number;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly created_from?: Listing["from"];
  readonly created_to?: Listing["to"];
}

/** A list, as its route declares it. */
export interface List<I extends string, T> {
  /** A cursor as an ID, or undefined when it cannot be one. */
  readonly parse: (cursor: string) => I | undefined;
  /** What the list belongs to, if that is named by the path. */
  readonly within?: {
    readonly find: (caller: Caller) => Query<unknown>;
    readonly missing: Refusal;
  };
  readonly find: (caller: Caller, page: Listing<I>) => Query<readonly T[]>;
  /** Whether a cursor is the ID of one of the caller's own. */
  readonly known: (caller: Caller, id: I) => Query<unknown>;
  readonly idOf: (item: T) => string;
  readonly show: (item: T, caller: Merchant) => object | Promise<object>;
}

/** Answers with a page of what has IDs of ours, all with this prefix. */
export function answerList<P extends IdPrefix, T>(
  c: Context<ApiEnv>,
  deps: Deps,
  query: ListQuery,
  { prefix, ...list }: Omit<List<Id<P>, T>, "parse"> & { readonly prefix: P },
): Promise<Response> {
  return answerPage(c, deps, query, { ...list, parse: (cursor) => parseId(prefix, cursor) });
}

/** Answers with the page that `query` asks for, in one round trip. */
export async function answerPage<I extends string, T>(
  c: Context<ApiEnv>,
  deps: Deps,
  query: ListQuery,
  { parse, within, find, known, idOf, show }: List<I, T>,
): Promise<Response> {
  const { limit, before, after } = query;
  if (before !== undefined && after !== undefined) return twoCursors(c);
  const given = before ?? (after === "" ? undefined : after);
  const past = given === undefined ? undefined : parse(given);
  const path = before === undefined ? "after" : "before";
  if (given !== undefined && !past) return cursorUnknown(c, path);

  const caller = c.get("caller");
  const order = after === undefined ? "newest" : "oldest";
  const { created_from: from, created_to: to } = query;
  const calling = deps.merchants.calling(caller);
  const [merchant, found, around, cursor] = await deps.load(
    calling,
    find(caller, { limit: limit + 1, order, past, from, to }),
    within?.find(caller) ?? calling,
    past ? known(caller, past) : calling,
  );
  if (!merchant) return problem(c, { code: "key_unknown" });
  if (within && !around) return problem(c, within.missing);
  if (!cursor) return cursorUnknown(c, path);

  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return c.json({
    data: await Promise.all(shown.map((each) => show(each, merchant))),
    next: found.length > limit && last !== undefined ? idOf(last) : null,
    resume_after: before === undefined ? newestOf(shown, order, idOf) ?? after ?? "" : null,
  });
}

function newestOf<T>(
  shown: readonly T[],
  order: Listing["order"],
  idOf: (item: T) => string,
): string | undefined {
  const newest = order === "newest" ? shown[0] : shown.at(-1);
  return newest === undefined ? undefined : idOf(newest);
}

function cursorUnknown(c: Context, path: "after" | "before"): Response {
  const detail = "must be an ID from this list";
  return problem(c, { code: "cursor_unknown", errors: [{ path, code: "unknown", detail }] });
}

function twoCursors(c: Context): Response {
  const detail = "must not be combined with after";
  const errors = [{ path: "before", code: "not_allowed", detail }];
  return problem(c, { code: "cursors_combined", errors });
}
