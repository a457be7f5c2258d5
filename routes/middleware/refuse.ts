import type { Context } from "hono";

/** What an edge may refuse before a route is asked. */
export type EdgeRefusal =
  | "route_unknown"
  | "method_not_allowed"
  | "origin_refused"
  | "body_too_large"
  | "body_not_json"
  | "body_incomplete"
  | "content_type_unsupported"
  | "changed_meanwhile"
  | "overloaded"
  | "unavailable"
  | "too_many_requests"
  | "outcome_unknown"
  | "fault";

/** How an edge says no: with a problem to programs, with a page to people. */
export type Refuse = (c: Context, code: EdgeRefusal) => Response;
