import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { viewFee } from "../../../../core/console/view_fee.ts";
import type { Deps } from "../../../../core/deps.ts";
import { parseMonth } from "../../../../core/fee/fee_month.ts";
import { parseId } from "../../../../core/id.ts";
import { paths } from "../../../../core/paths.ts";
import { permits } from "../../../../core/permission/role.ts";
import { viewMonth, viewMonths } from "../../../../core/statement/view_months.ts";
import { FeePage } from "../../../../views/fee/fee_page.tsx";
import { MonthList } from "../../../../views/fee/month_list.tsx";
import { MonthPage } from "../../../../views/fee/month_page.tsx";
import { monthTable } from "../../../../views/fee/month_table.ts";
import { feeWords } from "../../../../views/fee/words.ts";
import { DeskLayout } from "../../../../views/staff/desk.tsx";
import type { Section } from "../../../../views/staff/places.ts";
import { render } from "../../render.tsx";
import { csvFile } from "../../staff/csv_file.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

/** How the fee of a payment came about, and what a month's fees come to. */
export function feeRoutes(deps: Deps): Hono<StaffEnv> {
  const given = { deps, desk: "console" } as const;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "statements:read");

  app.get(paths.consolePaymentFee(":paymentId"), needs(given, "payments:read"), async (c) => {
    const paymentId = parseId("pay", c.req.param("paymentId") ?? "");
    const view = paymentId && await viewFee(deps, staffCaller(c), paymentId);
    return view ? showFee(c, "orders", view) : unknownAtDesk(c, "console");
  });

  app.get(paths.consoleDeductionFee(":deductionId"), needs(given, "deductions:read"), async (c) => {
    const deductionId = parseId("ded", c.req.param("deductionId") ?? "");
    const view = deductionId && await viewFee(deps, staffCaller(c), deductionId);
    return view ? showFee(c, "deductions", view) : unknownAtDesk(c, "console");
  });

  app.get(paths.consoleFees(), reads, async (c) => {
    const months = await viewMonths(deps, staffCaller(c));
    const { lang } = c.var.frame;
    return show(c, "fees", feeWords(lang).months, <MonthList lang={lang} months={months} />);
  });

  app.get(paths.consoleFeeMonth(":month"), reads, async (c) => {
    const view = await monthIn(c);
    if (!view) return unknownAtDesk(c, "console");
    const { frame: { lang }, who: { role } } = c.var;
    const mayExport = permits(role, "exports:read");
    const page = <MonthPage lang={lang} view={view} mayExport={mayExport} />;
    return show(c, "fees", feeWords(lang).month(view.fees.month), page);
  });

  const exports = needs(given, ["statements:read", "exports:read"]);
  app.get(paths.consoleFeeMonthCsv(":month"), exports, async (c) => {
    const view = await monthIn(c);
    if (!view) return unknownAtDesk(c, "console");
    const { merchant: { merchantNo } } = view.number;
    const name = `fees_${view.fees.month}_${merchantNo}.csv`;
    return csvFile(c, name, monthTable(c.var.frame.lang, view));
  });

  return app;

  async function monthIn(c: Context<StaffEnv>) {
    const month = parseMonth(c.req.param("month") ?? "");
    return month && await viewMonth(deps, staffCaller(c), month);
  }
}

type Shown = Parameters<typeof FeePage>[0]["view"];

function showFee(c: Context<StaffEnv>, section: Section, view: Shown): Response {
  const { lang } = c.var.frame;
  const title = feeWords(lang).of(view.merchantOrderNo);
  return show(c, section, title, <FeePage lang={lang} view={view} />);
}

function show(c: Context<StaffEnv>, section: Section, title: string, body: Child): Response {
  const { frame, who } = c.var;
  return render(c, {
    page: () => (
      <DeskLayout frame={frame} who={who} desk="console" section={section} title={title}>
        {body}
      </DeskLayout>
    ),
  });
}
