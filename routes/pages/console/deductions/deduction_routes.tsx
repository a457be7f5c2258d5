import { Hono } from "hono";
import { viewDeduction } from "../../../../core/console/view_deduction.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { DeductionPage } from "../../../../views/console/deductions/deduction_page.tsx";
import { render } from "../../render.tsx";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

/** One deduction. */
export function deductionRoutes(deps: Deps): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const reads = needs({ deps, desk: "console" }, "deductions:read");
  app.get(paths.consoleDeduction(":deductionId"), reads, async (c) => {
    const deductionId = parseId("ded", c.req.param("deductionId") ?? "");
    const view = deductionId && await viewDeduction(deps, staffCaller(c), deductionId);
    if (!view) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    return render(c, { page: () => <DeductionPage frame={frame} who={who} view={view} /> });
  });
  return app;
}
