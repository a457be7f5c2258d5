import { type Context, Hono } from "hono";
import type { AuditFilter } from "../../../core/audit/audit_entry.ts";
import { exportAudit, listAudit, type NamedEntry } from "../../../core/audit/list_audit.ts";
import { type Desk, paths } from "../../../core/paths.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import { type Column, csv } from "../../../views/parts/csv.ts";
import { AuditPage, type AuditProblem, type AuditQuery } from "../../../views/staff/audit_page.tsx";
import { auditWords } from "../../../views/staff/audit_words.ts";
import type { Lang } from "../../../views/words.ts";
import { render } from "../render.tsx";
import { asksForFile } from "./asks_for_file.tsx";
import { csvFile } from "./csv_file.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";

const FILTER_CHARACTERS_MAX = 100;
const ENTRY = /^\d{1,15}$/;

/** What our own people did: at the desk all of it, in a console what the merchant number's own staff did. */
export function auditRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.audit(desk), needs(given, "audit:read"), async (c) => {
    const file = asksForFile(c, desk);
    if (file instanceof Response) return file;
    const wrong = dayWrong(c);
    if (!file) return await show(c, wrong);
    const entries = wrong ? undefined : await exportAudit(deps, filterOf(c));
    if (!entries) return await show(c, wrong ?? "too_many");
    return csvFile(c, "audit.csv", csvFor(entries, desk, c.var.frame.lang));
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    problem: AuditProblem | undefined,
  ): Promise<Response> {
    const before = c.req.query("before") ?? "";
    const list = await listAudit(
      deps,
      filterOf(c),
      ENTRY.test(before) ? Number(before) : undefined,
    );
    const { frame, who } = c.var;
    const shown = { frame, desk, who, query: queryOf(c), list, problem };
    return render(c, {
      page: () => <AuditPage {...shown} />,
      ...(problem ? { status: 422 } : {}),
    });
  }
}

function queryOf(c: Context<StaffEnv>): AuditQuery {
  const given = (name: string) => {
    const text = (c.req.query(name) ?? "").trim().slice(0, FILTER_CHARACTERS_MAX);
    return text === "" ? undefined : text;
  };
  return { by: given("by"), type: given("type"), day: given("day") };
}

function dayWrong(c: Context<StaffEnv>): AuditProblem | undefined {
  const { day } = queryOf(c);
  return day === undefined || parseBusinessDay(day) ? undefined : "day_wrong";
}

function filterOf(c: Context<StaffEnv>): AuditFilter {
  const { by, type, day } = queryOf(c);
  const place = c.var.here.place;
  return { place, by, type, day: parseBusinessDay(day ?? "") };
}

/** What was recorded is for the institution alone. */
function csvFor(entries: readonly NamedEntry[], desk: Desk, lang: Lang): string {
  const headers = auditWords(lang).columns;
  const text = (place: number, of: (entry: NamedEntry) => string): Column<NamedEntry> => ({
    header: headers[place] ?? "",
    type: "text",
    of,
  });
  const columns: readonly Column<NamedEntry>[] = [
    { header: headers[0] ?? "", type: "number", of: ({ entry }) => entry },
    { header: headers[1] ?? "", type: "time", of: ({ at }) => at },
    text(2, ({ name }) => name ?? ""),
    text(3, ({ by }) => by),
    text(4, ({ type }) => type),
    text(5, ({ subjectId }) => subjectId),
    text(6, ({ merchantNo }) => merchantNo ?? ""),
    text(7, ({ data }) => JSON.stringify(data)),
  ];
  return csv(desk === "ops" ? columns : columns.slice(0, -1), entries);
}
