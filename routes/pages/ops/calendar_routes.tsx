import { type Context, Hono } from "hono";
import { comesWith } from "../../../core/calendar/holidays.ts";
import { readDays } from "../../../core/calendar/set_calendar.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { proposeSettlement } from "../../../core/settlement_batch/propose_settlement.ts";
import { type BusinessDay, businessDay } from "../../../core/time.ts";
import { CalendarPage } from "../../../views/settlement/calendar_page.tsx";
import { type SettlementError, settlementWords } from "../../../views/settlement/words.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { opsPage } from "./ops_page.tsx";
import { settlementError } from "./settlement_error.ts";

/** The days on which banks do not work, or do on a weekend: a year at a time, by two people. */
export function calendarRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsCalendar(), needs(given, "settlements:read"), (c) => show(c, yearIn(c)));

  const confirmed = needs(given, "settlements:write", { confirmed: true });
  app.post(paths.opsCalendar(), confirmed, async (c) => {
    const form = await readForm(c);
    const year = yearOf(form.get("year"));
    const typed = form.get("days") ?? "";
    if (year === undefined) return await show(c, yearIn(c), { formError: "not_possible", typed });
    const days = readDays(year, typed);
    if (!days.ok) return await show(c, year, { formError: days.error.code, typed });
    const version = Number(form.get("version"));
    const act = { kind: "set_calendar", year, version, days: days.value } as const;
    const proposed = await proposeSettlement(deps, act, c.var.here);
    return proposed.ok
      ? c.redirect(paths.proposal("ops", proposed.value.proposalId), 303)
      : await show(c, year, { formError: settlementError(proposed.error), typed });
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    year: number,
    shown: { readonly formError?: SettlementError; readonly typed?: string } = {},
  ): Promise<Response> {
    const now = deps.now();
    const [version, found, waiting] = await deps.load(
      deps.calendar.versionOf(year),
      deps.calendar.from(`${year}-01-01` as BusinessDay),
      deps.proposals.waiting(undefined, now),
    );
    const days = found.years.includes(year)
      ? found.days.filter(({ day }) => day.startsWith(`${year}-`))
      : comesWith.get(year) ?? [];
    const proposals = waiting.filter(({ act }) => act.kind === "set_calendar" && act.year === year);
    const { frame: { lang }, who } = c.var;
    const mayWrite = permits(who.role, "settlements:write");
    const props = { lang, year, version, days, proposals, mayWrite, ...shown };
    const title = settlementWords(lang).calendarOf(`${year}`);
    const status = shown.formError && 422;
    return opsPage(c, { section: "settlements", title, status }, <CalendarPage {...props} />);
  }

  function yearIn(c: Context<StaffEnv>): number {
    return yearOf(c.req.query("year")) ?? Number(businessDay(deps.now()).slice(0, 4));
  }
}

function yearOf(text: string | null | undefined): number | undefined {
  return /^2\d{3}$/.test(text ?? "") ? Number(text) : undefined;
}
