import { type Context, Hono } from "hono";
import { permissionForPlot } from "../../../core/overview/plot_permission.ts";
import {
  viewDeliveries,
  viewOutcomes,
  viewOverview,
  viewPaid,
} from "../../../core/overview/view_overview.ts";
import { paths, type PlotName, plotNames } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { permissionFor } from "../../../core/proposal/proposal.ts";
import { businessDay } from "../../../core/time.ts";
import { type Merchant, merchantNow } from "../../../core/merchant/merchant.ts";
import { csv } from "../../../views/parts/csv.ts";
import { OverviewPage } from "../../../views/overview/overview_page.tsx";
import {
  deliveryColumns,
  outcomeColumns,
  paidColumns,
  rowsOfLines,
} from "../../../views/overview/plot_columns.ts";
import { weekdayOf } from "../../../views/overview/weekday_of.ts";
import { overviewWords } from "../../../views/overview/words.ts";
import { render } from "../render.tsx";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";

/** The home of the console, and the files of its plots. */
export function overviewRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.desk(desk), needs(given, "signed_in"), async (c) => {
    const { frame, who, here: { staff: { staffId }, place, role, merchant } } = c.var;
    if (!merchant) return unknownAtDesk(c, desk);
    const [overview, [passkeys, codesLeft, proposals]] = await Promise.all([
      viewOverview(deps, merchant),
      deps.load(
        deps.staff.passkeys(staffId),
        deps.staff.codesLeft(staffId),
        deps.proposals.waiting(place, deps.now()),
      ),
    ]);
    const waiting = proposals.filter(({ proposedBy, act }) =>
      proposedBy !== staffId && permits(role, permissionFor[act.kind])
    ).length;
    const own = { passkeys: passkeys.length, codesLeft, waiting };
    const props = { frame, who, merchant, overview, ...own };
    return render(c, { page: () => <OverviewPage {...props} /> });
  });

  for (const name of plotNames) {
    const sees = needs(given, [permissionForPlot[name], "exports:read"]);
    app.get(paths.plot(name), sees, async (c) => {
      const { merchant } = c.var.here;
      if (!merchant) return unknownAtDesk(c, desk);
      if (c.req.query("format") !== "csv") return c.redirect(paths.desk(desk), 303);
      return c.body(await fileOf(c, name, merchant), 200, {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="${name}.csv"`,
      });
    });
  }

  return app;

  async function fileOf(
    c: Context<StaffEnv>,
    name: PlotName,
    merchant: Merchant,
  ): Promise<string> {
    const w = overviewWords(c.var.frame.lang);
    switch (name) {
      case "paid": {
        const day = businessDay(merchantNow(merchant, deps.now()));
        const weekday = w.weekdays[weekdayOf(day)] ?? "";
        return csv(paidColumns(w, weekday), await viewPaid(deps, merchant));
      }
      case "outcomes":
        return csv(outcomeColumns(w), await viewOutcomes(deps, merchant));
      case "deliveries":
        return csv(deliveryColumns(w), rowsOfLines(await viewDeliveries(deps, merchant)));
    }
  }
}
