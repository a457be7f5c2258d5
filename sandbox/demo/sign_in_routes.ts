import { Hono } from "hono";
import { retryOnConflict } from "../../core/conflict.ts";
import type { Deps } from "../../core/deps.ts";
import { merchantNo } from "../../core/id.ts";
import { desks, paths } from "../../core/paths.ts";
import { beginSession } from "../../core/staff/sign_in.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { clientName } from "../../routes/pages/client_name.ts";
import { keepSession } from "../../routes/pages/staff/staff_session.ts";
import type { Facts } from "./demo.ts";
import { isDemoToken, seedStaff } from "./seed_staff.ts";

/** The links of `.data/demo.json` that sign its operator and its owner in. There is no such route outside a demo. */
export function signInRoutes(deps: Deps, facts: () => Facts | undefined): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const desk of desks) {
    app.get(paths.demoSignIn(desk), async (c) => {
      const demo = facts();
      if (!demo || !await isDemoToken(deps, desk, c.req.query("token") ?? "")) return c.notFound();
      const place = desk === "ops" ? undefined : merchantNo(demo.merchant_no);
      const client = clientName(c);
      const begun = await retryOnConflict(async () =>
        await beginSession(deps, {
          staff: await seedStaff(deps, place),
          proof: "demo_link",
          client,
        })
      );
      if (!begun.ok) return c.notFound();
      await keepSession(c, deps, begun.value);
      return c.redirect(paths.desk(desk), 303);
    });
  }
  return app;
}
