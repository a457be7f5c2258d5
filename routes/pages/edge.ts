import type { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { Assets } from "../../views/assets/assets.ts";
import type { AppEnv } from "../app_env.ts";
import { limitedBody } from "../middleware/body_limit.ts";
import { pageHeaders } from "../middleware/headers.ts";
import { knownRoute } from "../middleware/known_route.ts";
import { onError } from "../middleware/on_error.ts";
import { requestIds, requestLog } from "../middleware/request_context.ts";
import { plainForms } from "./plain_forms.ts";
import { refuse } from "./refuse.tsx";
import { pageFrame } from "./render.tsx";
import { sameOrigin } from "./same_origin.ts";

/** Everything a person's request passes before its route, in order. Called once, before any route is mounted. */
export function guardPages(app: Hono<AppEnv>, deps: Deps, assets: Assets): void {
  app.onError(onError(deps, refuse));
  app.notFound((c) => refuse(c, "route_unknown"));
  app.use(requestIds(deps));
  app.use(requestLog(deps));
  app.use(pageHeaders);
  app.use(pageFrame(deps.config, assets));
  app.use(knownRoute(app, refuse));
  app.use(sameOrigin(deps));
  app.use(plainForms);
  app.use(limitedBody(refuse));
}
