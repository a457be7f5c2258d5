import { type Context, Hono } from "hono";
import { byStaff } from "../../../core/actor.ts";
import { addLegalText } from "../../../core/institution/add_legal_text.ts";
import { changeInstitution } from "../../../core/institution/change_institution.ts";
import { LEGAL_CHARACTERS_MAX, legalKinds } from "../../../core/institution/institution.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { flawOfLabel } from "../../../core/text/display_text.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import { type InstitutionProblem, institutionWords } from "../../../views/institution/words.ts";
import { InstitutionBody } from "../../../views/ops/institution.tsx";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";

const LINE_CHARACTERS_MAX = 64;
const WRITES = "institution_settings:write";

/** Who runs the portal, and the texts that consumers agree to. */
export function institutionRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsInstitution(), needs(given, "institution_settings:read"), (c) => show(c));

  app.post(paths.opsInstitution(), needs(given, WRITES, { confirmed: true }), async (c) => {
    const form = await readForm(c);
    const line = (name: string) => {
      const text = (form.get(name) ?? "").trim();
      return text.length <= LINE_CHARACTERS_MAX && !flawOfLabel(text) ? text : undefined;
    };
    const [name, phone, licence] = [line("name"), line("phone"), line("licence")];
    if (name === undefined || phone === undefined || licence === undefined) {
      return await show(c, "line_flawed");
    }
    await changeInstitution(deps, { name, phone, licence, by: by(c) });
    return c.redirect(paths.opsInstitution(), 303);
  });

  app.post(paths.opsLegalTexts(), needs(given, WRITES, { confirmed: true }), async (c) => {
    const form = await readForm(c);
    const typed = Object.fromEntries(
      ["kind", "first_day", "zh", "en"].map((name) => [name, form.get(name) ?? ""]),
    );
    const kind = legalKinds.find((each) => each === typed["kind"]);
    const firstDay = parseBusinessDay(typed["first_day"] ?? "");
    const text = (name: string) =>
      readText((typed[name] ?? "").replaceAll("\r\n", "\n"), LEGAL_CHARACTERS_MAX);
    const [zh, en] = [text("zh"), text("en")];
    if (!firstDay) return await show(c, "day_wrong", typed);
    if (!kind || !zh || !en) return await show(c, "text_flawed", typed);
    const added = await addLegalText(deps, { kind, firstDay, zh, en, by: by(c) });
    if (!added.ok) return await show(c, added.error.code, typed);
    return c.redirect(paths.opsInstitution(), 303);
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    problem?: InstitutionProblem,
    typed: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const [known, versions] = await deps.load(
      deps.institutions.current(),
      deps.institutions.versions(),
    );
    const { frame, who } = c.var;
    const { lang } = frame;
    const institution = known ?? { name: "", phone: "", licence: "" };
    const mayWrite = permits(who.role, WRITES);
    const shown = { lang, institution, versions, mayWrite, typed, problem };
    const { title } = institutionWords(lang);
    return opsPage(
      c,
      { section: "institution", title, status: problem && 422 },
      <InstitutionBody {...shown} />,
    );
  }
}

function by(c: Context<StaffEnv>) {
  return byStaff(c.var.here.staff.staffId);
}
