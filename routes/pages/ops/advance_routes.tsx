import { type Context, Hono } from "hono";
import { allAdvances, listAdvances } from "../../../core/deduction/list_advances.ts";
import { advanceStates } from "../../../core/deduction/network_advance.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { advanceTable } from "../../../views/advance/advance_table.ts";
import { AdvancesPage } from "../../../views/advance/advances_page.tsx";
import { advanceWords } from "../../../views/advance/words.ts";
import { csvFile } from "../staff/csv_file.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { opsPage } from "./ops_page.tsx";

/** What networks advanced for payers, and how it ended. */
export function advanceRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsAdvances(), needs(given, "reconciliation:read"), (c) => show(c));

  const exports = needs(given, ["reconciliation:read", "exports:read"]);
  app.get(paths.opsAdvancesCsv(), exports, async (c) => {
    const advances = await allAdvances(deps, stateIn(c));
    if (!advances) return await show(c, true);
    return csvFile(c, "advances.csv", advanceTable(c.var.frame.lang, advances));
  });

  return app;

  async function show(c: Context<StaffEnv>, tooMany = false): Promise<Response> {
    const state = stateIn(c);
    const past = parseId("ded", c.req.query("after") ?? "");
    const list = await listAdvances(deps, { state, past });
    const { frame: { lang }, who: { role } } = c.var;
    const mayExport = permits(role, "exports:read");
    const props = { lang, now: deps.now(), state, list, mayExport, tooMany };
    const { title } = advanceWords(lang);
    const status = tooMany ? 422 : undefined;
    return opsPage(c, { section: "reconciliation", title, status }, <AdvancesPage {...props} />);
  }
}

function stateIn(c: Context<StaffEnv>) {
  return advanceStates.find((each) => each === c.req.query("state")) ?? "outstanding";
}
