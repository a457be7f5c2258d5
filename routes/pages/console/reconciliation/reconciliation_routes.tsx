import { Hono } from "hono";
import type { Deps } from "../../../../core/deps.ts";
import { paths } from "../../../../core/paths.ts";
import { viewOwnDays } from "../../../../core/reconciliation/view_own_days.ts";
import { parseBusinessDay } from "../../../../core/time.ts";
import { OwnDaysPage } from "../../../../views/reconciliation/own_days_page.tsx";
import { reconciliationWords } from "../../../../views/reconciliation/words.ts";
import { DeskLayout } from "../../../../views/staff/desk.tsx";
import { render } from "../../render.tsx";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { staffCaller } from "../staff_caller.ts";

/** A merchant's own reconciled days. */
export function ownReconciliationRoutes(deps: Deps): Hono<StaffEnv> {
  const reads = needs({ deps, desk: "console" }, "statements:read");
  return new Hono<StaffEnv>().get(paths.consoleReconciliation(), reads, async (c) => {
    const before = parseBusinessDay(c.req.query("before") ?? "");
    const own = await viewOwnDays(deps, staffCaller(c).merchantNo, before);
    const { frame, who } = c.var;
    const { title } = reconciliationWords(frame.lang);
    const shown = { frame, who, title, desk: "console", section: "own_reconciliation" } as const;
    return render(c, {
      page: () => (
        <DeskLayout {...shown}>
          <OwnDaysPage lang={frame.lang} own={own} />
        </DeskLayout>
      ),
    });
  });
}
