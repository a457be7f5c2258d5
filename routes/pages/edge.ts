import type { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import { paths } from "../../core/paths.ts";
import type { Assets } from "../../views/assets/assets.ts";
import type { AppEnv } from "../app_env.ts";
import { limitedBody } from "../middleware/body_limit.ts";
import { inOrder } from "../middleware/checks.ts";
import { setPageHeaders } from "../middleware/headers.ts";
import { knownRoute } from "../middleware/known_route.ts";
import { onError } from "../middleware/on_error.ts";
import { closeRequest, nameRequest } from "../middleware/request_context.ts";
import { nearPages, pageAt } from "./near_pages.ts";
import { plainForms } from "./plain_forms.ts";
import { refuse } from "./refuse.tsx";
import { frameMaker } from "./render.tsx";
import { sameOrigin } from "./same_origin.ts";
import { uploadBytesMax } from "./uploads.ts";

/** Two texts of 20,000 characters, of which a form makes up to nine bytes each. */
const LEGAL_TEXTS_BYTES = 512 * 1024;
const largerForm = (path: string) =>
  path === paths.opsLegalTexts() ? LEGAL_TEXTS_BYTES : uploadBytesMax(path);

/** Everything a person's request passes before its route, in order. Called once, before any route is mounted. */
export function guardPages(app: Hono<AppEnv>, deps: Deps, assets: Assets): void {
  const frameOf = frameMaker(deps, assets, (pathname) => pageAt(app, pathname));
  app.onError(onError(deps, refuse));
  app.notFound((c) => refuse(c, "route_unknown"));
  app.use(async (c, next) => {
    const startedAt = deps.now();
    nameRequest(c, deps);
    const waiting = deps.institution.keepFresh();
    if (waiting) await waiting;
    c.set("frame", frameOf(c));
    await next();
    setPageHeaders(c);
    closeRequest(c, deps, startedAt);
  });
  app.use(inOrder([
    knownRoute(app, refuse, nearPages(app)),
    sameOrigin(deps),
    plainForms,
    limitedBody(refuse, largerForm),
  ]));
}
