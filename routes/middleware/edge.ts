import type { Hono, MiddlewareHandler } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { Assets } from "../../views/assets/assets.ts";
import type { AppEnv } from "../app_env.ts";
import { notFound, onError } from "../on_error.ts";
import { forProgram } from "../refuse.tsx";
import { pageFrame } from "../pages/render.tsx";
import { limitedBody } from "./body_limit.ts";
import { headers } from "./headers.ts";
import { knownRoute } from "./known_route.ts";
import { merchantCaller } from "./merchant_caller.ts";
import { plainForms } from "./plain_forms.ts";
import { requestIds, requestLog } from "./request_context.ts";
import { sameOrigin } from "./same_origin.ts";
import { signedAnswers } from "./signed_answers.ts";

/** Everything a request passes before its route, in order. Called once, before any route is mounted. */
export function guardEdge(app: Hono<AppEnv>, deps: Deps, assets: Assets): void {
  const frame: MiddlewareHandler = pageFrame(deps.config, assets);
  app.onError(onError(deps));
  app.notFound(notFound);
  app.use(requestIds(deps));
  app.use(requestLog(deps));
  app.use(headers);
  app.use((c, next) => forProgram(c) ? next() : frame(c, next));
  app.use("/v1/*", signedAnswers(deps));
  app.use(knownRoute(app));
  app.use(sameOrigin(deps));
  app.use(plainForms);
  app.use(limitedBody);
  app.use("/v1/*", merchantCaller(deps));
}
