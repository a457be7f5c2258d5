import { type Context, Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import { inForceOn, type LegalKind, legalKinds } from "../../core/institution/institution.ts";
import { paths } from "../../core/paths.ts";
import { businessDay } from "../../core/time.ts";
import { LegalPage } from "../../views/institution/legal_page.tsx";
import type { AppEnv } from "../app_env.ts";
import { refuse } from "./refuse.tsx";
import { render } from "./render.tsx";

const VERSION = /^[1-9]\d{0,8}$/;

/** The terms and the privacy text as they are in force, and every version there ever was. */
export function legalRoutes(deps: Deps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const kind of legalKinds) {
    app.get(paths.legal(kind), (c) => show(c, kind));
    app.get(paths.legal(kind, ":version"), (c) => {
      const version = c.req.param("version") ?? "";
      return VERSION.test(version) ? show(c, kind, Number(version)) : refuse(c, "route_unknown");
    });
  }
  return app;

  async function show(c: Context<AppEnv>, kind: LegalKind, asked?: number): Promise<Response> {
    const [all] = await deps.load(deps.institutions.versions());
    const versions = all.filter((each) => each.kind === kind);
    const version = asked ?? inForceOn(versions, businessDay(deps.now()))?.version;
    if (version === undefined) return refuse(c, "route_unknown");
    const [text] = await deps.load(deps.institutions.text(kind, version));
    if (!text) return refuse(c, "route_unknown");
    return render(c, {
      page: () => <LegalPage frame={c.var.frame} text={text} versions={versions} />,
    });
  }
}
