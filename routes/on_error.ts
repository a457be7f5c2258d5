import type { Context, ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { CommitUnknown, Conflict, Overloaded } from "../core/conflict.ts";
import type { Deps } from "../core/deps.ts";
import type { AppEnv } from "./app_env.ts";
import { refuse } from "./refuse.tsx";

const RETRY_AFTER_SECONDS = "1";

/** The edge: what was thrown becomes a response without its stack, and a fault is logged once. */
export function onError(deps: Deps): ErrorHandler<AppEnv> {
  return (error, c) => {
    if (error instanceof Conflict) return refuse(c, "changed_meanwhile");
    if (error instanceof Overloaded) {
      c.header("Retry-After", RETRY_AFTER_SECONDS);
      return refuse(c, "overloaded");
    }
    if (error instanceof CommitUnknown) {
      deps.log.warn("outcome unknown", { request_id: c.get("requestId") });
      c.header("Retry-After", RETRY_AFTER_SECONDS);
      return refuse(c, "outcome_unknown");
    }
    if (error instanceof HTTPException) return fromHono(c, error);
    deps.log.error("fault", {
      request_id: c.get("requestId"),
      error: error.stack ?? error.message,
    });
    return refuse(c, "fault");
  };
}

export const notFound: NotFoundHandler<AppEnv> = (c) => refuse(c, "route_unknown");

/** Hono's own middleware throws these; csrf is the one we use that does. */
function fromHono(c: Context, error: HTTPException): Response {
  if (error.status === 403) return refuse(c, "origin_refused");
  if (error.status === 413) return refuse(c, "body_too_large");
  return refuse(c, "body_not_json");
}
