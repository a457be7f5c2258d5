import type { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { Assets } from "../../views/assets/assets.ts";
import type { AppEnv } from "../app_env.ts";
import { notFound, onError } from "../on_error.ts";
import { forProgram } from "../refuse.tsx";
import { frameMaker } from "../pages/render.tsx";
import { limitedBody } from "./body_limit.ts";
import { inOrder } from "./checks.ts";
import { setHeaders } from "./headers.ts";
import { knownRoute } from "./known_route.ts";
import { merchantCaller } from "./merchant_caller.ts";
import { plainForms } from "./plain_forms.ts";
import { closeRequest, nameRequest } from "./request_context.ts";
import { sameOrigin } from "./same_origin.ts";
import { signedAnswers } from "./signed_answers.ts";

/** Everything a request passes before its route, in order. Called once, before any route is mounted. */
export function guardEdge(app: Hono<AppEnv>, deps: Deps, assets: Assets): void {
  const frameOf = frameMaker(deps, assets);
  app.onError(onError(deps));
  app.notFound(notFound);
  app.use(async (c, next) => {
    const startedAt = deps.now();
    nameRequest(c, deps);
    // Whoever has a frame is shown pages from here on, also when refused.
    if (!forProgram(c)) c.set("frame", frameOf(c));
    await next();
    setHeaders(c);
    closeRequest(c, deps, startedAt);
  });
  app.use("/v1/*", signedAnswers(deps));
  app.use(inOrder([knownRoute(app), sameOrigin(deps), plainForms, limitedBody]));
  app.use("/v1/*", merchantCaller(deps));
}
