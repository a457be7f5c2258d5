import type { ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { CommitUnknown, Conflict, Overloaded, Unavailable } from "../../core/conflict.ts";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";
import type { EdgeRefusal, Refuse } from "./refuse.ts";

const RETRY_AFTER_SECONDS = "1";

/** The edge: what was thrown becomes an answer without its stack, and a fault is logged once. */
export function onError(deps: Deps, refuse: Refuse): ErrorHandler<AppEnv> {
  return (error, c) => {
    if (error instanceof Conflict) return refuse(c, "changed_meanwhile");
    if (error instanceof Unavailable) {
      c.header("Retry-After", RETRY_AFTER_SECONDS);
      return refuse(c, "unavailable");
    }
    if (error instanceof Overloaded) {
      c.header("Retry-After", RETRY_AFTER_SECONDS);
      return refuse(c, "overloaded");
    }
    if (error instanceof CommitUnknown) {
      deps.log.warn("outcome unknown", { request_id: c.get("requestId") });
      c.header("Retry-After", RETRY_AFTER_SECONDS);
      return refuse(c, "outcome_unknown");
    }
    if (error instanceof HTTPException) return refuse(c, codeOfHono(error));
    deps.log.error("fault", {
      request_id: c.get("requestId"),
      error: error.stack ?? error.message,
    });
    return refuse(c, "fault");
  };
}

/** Hono's own middleware throws these; csrf is the one we use that does. */
function codeOfHono({ status }: HTTPException): EdgeRefusal {
  if (status === 403) return "origin_refused";
  return status === 413 ? "body_too_large" : "body_not_json";
}
