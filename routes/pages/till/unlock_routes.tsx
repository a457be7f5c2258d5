import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { paths } from "../../../core/paths.ts";
import { lockTill } from "../../../core/till/lock_till.ts";
import { unlockTill } from "../../../core/till/unlock_till.ts";
import { after, seconds } from "../../../core/time.ts";
import type { PageEnv } from "../render.tsx";
import { tillTokenOf } from "../screen/till_cookie.ts";
import { showLocked } from "./locked.tsx";
import { forgetUnlocked, keepUnlocked, tillHere } from "./session_cookie.ts";

const TYPED_MAX = 20;

/** A till is unlocked by its PIN, and locked by a press. */
export function unlockRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.post(paths.counterUnlock(), async (c) => {
    const { pin } = await c.req.parseBody();
    const typed = typeof pin === "string" ? pin.slice(0, TYPED_MAX) : "";
    const tillToken = tillTokenOf(c, deps);
    if (tillToken === undefined) return c.redirect(paths.till(), 303);
    const unlocked = await unlockTill(deps, { tillToken, typed });
    if (unlocked.ok) {
      keepUnlocked(c, deps, unlocked.value.sessionToken);
      return c.redirect(paths.counter(), 303);
    }
    const { error } = unlocked;
    switch (error.code) {
      case "till_not_there":
        return c.redirect(paths.counter(), 303);
      case "pin_malformed":
      case "pin_wrong":
        return await showLocked(c, deps, error);
      case "too_many_requests": {
        c.header("Retry-After", `${error.retry_after}`);
        const until = after(deps.now(), seconds(error.retry_after));
        return await showLocked(c, deps, { code: error.code, until });
      }
    }
  });

  app.post(paths.counterLock(), async (c) => {
    const till = await tillHere(c, deps);
    if (till) await lockTill(deps, till);
    forgetUnlocked(c, deps);
    return c.redirect(paths.till(), 303);
  });

  return app;
}
