import { type Context, Hono } from "hono";
import { changeSettings } from "../../../../core/merchant/change_settings.ts";
import type { Deps } from "../../../../core/deps.ts";
import { paths } from "../../../../core/paths.ts";
import type {
  SettingsProblems,
  TypedSettings,
} from "../../../../views/console/settings/settings_fields.tsx";
import { SettingsPage } from "../../../../views/console/settings/settings_page.tsx";
import { render } from "../../render.tsx";
import { readForm } from "../../staff/form_fields.ts";
import { needs, type StaffEnv } from "../../staff/needs.tsx";
import { unknownAtDesk } from "../../staff/unknown_at_desk.tsx";
import { staffCaller } from "../staff_caller.ts";
import { readSettings, settingsAsTyped, typedSettings } from "./read_settings.ts";

/** What a merchant number's own staff see and set about it. */
export function settingsRoutes(deps: Deps): Hono<StaffEnv> {
  const given = { deps, desk: "console" } as const;
  const app = new Hono<StaffEnv>();
  const path = paths.consoleSettings();

  app.get(
    path,
    needs(given, "merchant_settings:read"),
    (c) => show(c, { saved: c.req.query("saved") !== undefined }),
  );

  app.post(path, needs(given, "merchant_settings:write"), async (c) => {
    const form = await readForm(c);
    const typed = typedSettings(form);
    const read = readSettings(typed, { allowHttp: deps.config.demo });
    if (!read.ok) return await show(c, { typed, problems: read.error });
    const changed = await changeSettings(deps, {
      caller: staffCaller(c),
      version: Number(form.get("version")),
      settings: read.value,
    });
    if (changed.ok) return c.redirect(`${path}?saved`, 303);
    switch (changed.error.code) {
      case "merchant_not_found":
        return unknownAtDesk(c, "console");
      case "settings_changed":
        return await show(c, { problem: "changed" });
      case "merchant_not_active":
        return await show(c, { typed, problem: "notActive" });
      case "return_url_not_allowed": {
        const line = changed.error.return_url;
        return await show(c, { typed, problems: { return_urls: { kind: "web", line } } });
      }
    }
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    { typed, saved = false, problems = {}, problem }: {
      readonly typed?: TypedSettings;
      readonly saved?: boolean;
      readonly problems?: SettingsProblems;
      readonly problem?: "changed" | "notActive";
    },
  ): Promise<Response> {
    const { frame, who } = c.var;
    const caller = staffCaller(c);
    const [number, application] = await deps.load(
      deps.merchants.inLine(caller, caller.merchantNo),
      deps.applications.thatOpened(caller.merchantNo),
    );
    if (!number) return unknownAtDesk(c, "console");
    const props = {
      frame,
      who,
      number,
      contact: application?.masked.contact,
      typed: typed ?? settingsAsTyped(number.merchant),
      saved,
      problems,
      problem,
    };
    const wrong = problem !== undefined || Object.keys(problems).length > 0;
    return render(c, {
      page: () => <SettingsPage {...props} />,
      ...(wrong ? { status: problem === "changed" ? 409 : 422 } : {}),
    });
  }
}
