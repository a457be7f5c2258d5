import type { Log } from "../core/log.ts";

/**
 * From now on what nobody caught is logged and survived: every state is in the database, written whole or not at all,
 * so one faulty request is no reason to cut off all others (docs/decisions/018).
 */
export function surviveFaults(log: Log, scope: EventTarget = globalThis): void {
  scope.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    log.error("unhandled rejection", { error: (event as PromiseRejectionEvent).reason });
  });
  scope.addEventListener("error", (event) => {
    event.preventDefault();
    log.error("uncaught error", { error: (event as ErrorEvent).error });
  });
}
