import type { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import type { AppEnv } from "../app_env.ts";
import { limitedBody } from "../middleware/body_limit.ts";
import { inOrder } from "../middleware/checks.ts";
import { knownRoute } from "../middleware/known_route.ts";
import { onError } from "../middleware/on_error.ts";
import { answersOfData } from "./answers_of_data.ts";
import { merchantCaller } from "./merchant_caller.ts";
import { refuse } from "./refuse.ts";
import { signedAnswers } from "./signed_answers.ts";

/** Everything a program's request passes before its route, in order. Called once, before any route is mounted. */
export function guardApi(app: Hono<AppEnv>, deps: Deps): void {
  app.onError(onError(deps, refuse));
  app.notFound((c) => refuse(c, "route_unknown"));
  app.use(answersOfData(deps));
  app.use("/v1/*", signedAnswers(deps));
  app.use(inOrder([knownRoute(app, refuse), limitedBody(refuse)]));
  app.use("/v1/*", merchantCaller(deps));
}
