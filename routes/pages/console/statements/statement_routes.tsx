import { type Context, Hono } from "hono";
import type { Deps } from "../../../../core/deps.ts";
import { paths } from "../../../../core/paths.ts";
import { permits } from "../../../../core/permission/role.ts";
import { chooseMetadata } from "../../../../core/statement/choose_metadata.ts";
import { readFile } from "../../../../core/statement/read_file.ts";
import type { ReadyStatement, StatementScope } from "../../../../core/statement/statement.ts";
import { manifestNameOf } from "../../../../core/statement/statement_names.ts";
import { viewStatements } from "../../../../core/statement/view_statements.ts";
import { parseBusinessDay } from "../../../../core/time.ts";
import { StatementList } from "../../../../views/statement/statement_list.tsx";
import { StatementPage } from "../../../../views/statement/statement_page.tsx";
import { type StatementError, statementWords } from "../../../../views/statement/words.ts";
import { DeskLayout } from "../../../../views/staff/desk.tsx";
import { dayOf } from "../../../../views/parts/time.tsx";
import { statementFileAnswer } from "../../../statement_file_answer.ts";
import { render } from "../../render.tsx";
import { readForm } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";

/** A number's own statements: which there are, what one says, and its files. */
export function ownStatementRoutes(deps: Deps): Hono<StaffEnv> {
  const given = { deps, desk: "console" } as const;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "statements:read");

  app.get(paths.consoleStatements(), reads, (c) => showList(c, {}));

  app.post(paths.consoleStatementMetadata(), needs(given, "statements:write"), async (c) => {
    const form = await readForm(c);
    const typed = form.get("metadata_keys") ?? "";
    const chosen = await chooseMetadata(deps, {
      caller: staffCaller(c),
      keys: typed.split("\n").map((line) => line.trim()).filter((line) => line !== ""),
      version: Number(form.get("version")),
    });
    return chosen.ok
      ? c.redirect(`${paths.consoleStatements()}?saved`, 303)
      : await showList(c, { typed, formError: chosen.error.code });
  });

  app.get(paths.consoleStatement(":day"), reads, async (c) => {
    const statement = await statementIn(c);
    if (!statement) return unknownAtDesk(c, "console");
    const { frame, who } = c.var;
    const { lang } = frame;
    const title = statementWords(lang).of(dayOf(statement.day, lang));
    const mayExport = permits(who.role, "exports:read");
    const shown = { frame, who, title, desk: "console", section: "statements" } as const;
    return render(c, {
      page: () => (
        <DeskLayout {...shown}>
          <StatementPage lang={lang} statement={statement} mayExport={mayExport} />
        </DeskLayout>
      ),
    });
  });

  const exports = needs(given, ["statements:read", "exports:read"]);
  app.get(paths.consoleStatementFile(":day", ":format"), exports, async (c) => {
    const statement = await statementIn(c);
    const format = c.req.param("format");
    if (!statement) return unknownAtDesk(c, "console");
    if (format === "manifest") {
      return c.body(statement.manifest, 200, {
        "Content-Type": "application/jose",
        "Content-Disposition": `attachment; filename="${manifestNameOf(statement)}"`,
      });
    }
    const file = statement.files.find((each) => each.format === format);
    if (!file) return unknownAtDesk(c, "console");
    return statementFileAnswer(c, deps.log, file, readFile(deps, statement, file.format));
  });

  return app;

  async function statementIn(c: Context<StaffEnv>): Promise<ReadyStatement | undefined> {
    const day = parseBusinessDay(c.req.param("day") ?? "");
    if (!day) return undefined;
    const { merchantNo } = staffCaller(c);
    const [found] = await deps.load(deps.statements.ready({ merchantNo, scope: scopeIn(c), day }));
    return found;
  }

  async function showList(
    c: Context<StaffEnv>,
    { typed, formError }: {
      readonly typed?: string;
      readonly formError?: StatementError;
    },
  ): Promise<Response> {
    const before = parseBusinessDay(c.req.query("before") ?? "");
    const view = await viewStatements(deps, staffCaller(c), { scope: scopeIn(c), before });
    const { frame, who } = c.var;
    const { title } = statementWords(frame.lang);
    const shown = { frame, who, title, desk: "console", section: "statements" } as const;
    const props = {
      lang: frame.lang,
      role: who.role,
      view,
      typed,
      formError,
      saved: c.req.query("saved") !== undefined,
    };
    return render(c, {
      page: () => (
        <DeskLayout {...shown}>
          <StatementList {...props} />
        </DeskLayout>
      ),
      ...(formError
        ? { status: formError === "statement_options_changed" ? 409 as const : 422 as const }
        : {}),
    });
  }
}

function scopeIn(c: Context): StatementScope {
  return c.req.query("scope") === "rolled_up" ? "rolled_up" : "own";
}
