import { type Context, Hono } from "hono";
import type { Mode } from "../../../core/merchant/merchant.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { acomFile, acomNameOf } from "../../../core/statement/acom_file.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import { IssuedDays } from "../../../views/statement/issued_days.tsx";
import { statementWords } from "../../../views/statement/words.ts";
import { streamedBytes } from "../../statement_file_answer.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";

const ROWS = 20;

/** The statements of all merchant numbers, by day, and the institution's own file of a day. */
export function issuedStatementRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsStatements(), needs(given, "statements:read"), async (c) => {
    const mode = modeOf(c.req.query("mode")) ?? "live";
    const before = parseBusinessDay(c.req.query("before") ?? "");
    const [found] = await deps.load(deps.statements.days(mode, before, ROWS + 1));
    const days = found.slice(0, ROWS);
    const { frame: { lang }, who: { role } } = c.var;
    const props = {
      lang,
      mode,
      days,
      next: found.length > ROWS ? days.at(-1)?.day : undefined,
      mayExport: permits(role, "exports:read"),
    };
    const { desk: title } = statementWords(lang);
    return opsPage(c, { section: "issued_statements", title }, <IssuedDays {...props} />);
  });

  const exports = needs(given, ["statements:read", "exports:read"]);
  app.get(paths.opsStatementsAcom(":day", ":mode"), exports, (c: Context<StaffEnv>) => {
    const day = parseBusinessDay(c.req.param("day") ?? "");
    const mode = modeOf(c.req.param("mode"));
    if (!day || !mode) return unknownAtDesk(c, "ops");
    return c.body(streamedBytes(acomFile(deps, day, mode), deps.log), 200, {
      "Content-Type": "text/plain; charset=gbk",
      "Content-Disposition": `attachment; filename="${acomNameOf(day)}"`,
    });
  });

  return app;
}

function modeOf(text: string | undefined): Mode | undefined {
  return text === "live" || text === "test" ? text : undefined;
}
