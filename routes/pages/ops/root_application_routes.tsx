import { type Context, Hono } from "hono";
import {
  fileApplication,
  type FileApplicationRefusal,
} from "../../../core/application/file_application.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { RootApplication, type RootField } from "../../../views/ops/root_application.tsx";
import { type RootProblem, rootWords } from "../../../views/ops/root_words.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { opsPage } from "./ops_page.tsx";
import { readRootApplication, typedOf } from "./read_root_application.ts";

interface Wrong {
  readonly field?: RootField | undefined;
  readonly problem?: RootProblem;
}

/** Where one of the institution's people files an enterprise's first number, for another to decide. */
export function rootApplicationRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const files = needs(given, "applications:write", { confirmed: true });

  app.get(paths.opsRootApplication(), files, async (c) => {
    const from = parseId("apl", c.req.query("from") ?? "");
    const [filed] = from ? await deps.load(deps.applications.byId(from)) : [undefined];
    return show(c, filed?.filedBy === undefined ? new URLSearchParams() : typedOf(filed));
  });

  app.post(paths.opsRootApplication(), files, async (c) => {
    const typed = await readForm(c);
    const read = readRootApplication(typed, deps.config.demo);
    if (!read.ok) return show(c, typed, { field: read.error });
    const filed = await fileApplication(deps, { form: read.value, here: c.var.here });
    return filed.ok
      ? c.redirect(paths.opsApplication(filed.value.applicationId), 303)
      : show(c, typed, wrongOf(filed.error));
  });

  return app;

  function show(c: Context<StaffEnv>, typed: URLSearchParams, wrong: Wrong = {}): Response {
    const { lang } = c.var.frame;
    const { field, problem } = wrong;
    const status = field ?? problem ? 422 : undefined;
    return opsPage(
      c,
      { section: "home", title: rootWords(lang).title, status },
      <RootApplication lang={lang} typed={typed} field={field} problem={problem} />,
    );
  }
}

function wrongOf({ code }: FileApplicationRefusal): Wrong {
  switch (code) {
    case "licence_no_wrong":
      return { field: "licence_no", problem: code };
    case "return_url_not_allowed":
      return { field: "return_urls", problem: code };
    case "application_pending":
      return { field: "reference", problem: code };
  }
}
