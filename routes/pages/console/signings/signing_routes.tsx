import { Hono } from "hono";
import { viewSigningOfMerchant } from "../../../../core/console/view_signing.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { SigningPage } from "../../../../views/console/signings/signing_page.tsx";
import { render } from "../../render.tsx";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

/** One signing. */
export function signingRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const reads = needs({ deps, desk: "console" }, "signings:read");
  app.get(paths.consoleSigning(":signingId"), reads, async (c) => {
    const signingId = parseId("sgn", c.req.param("signingId") ?? "");
    const view = signingId && await viewSigningOfMerchant(deps, staffCaller(c), signingId);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, { page: () => <SigningPage frame={frame} who={who} view={view} /> });
  });
  return app;
}
