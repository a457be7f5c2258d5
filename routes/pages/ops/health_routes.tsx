import { type Context, Hono } from "hono";
import { byStaff } from "../../../core/actor.ts";
import { connected } from "../../../core/channel/connected.ts";
import { switchChannel } from "../../../core/channel/switch_channel.ts";
import { viewHealth } from "../../../core/health/view_health.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { OpsFormError } from "../../../views/ops/copy.ts";
import { HealthBody } from "../../../views/ops/health.tsx";
import { healthWords } from "../../../views/ops/health_words.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";

const REASON_CHARACTERS_MAX = 200;

/** How the portal and its channels are, and the switch that stops a channel. */
export function healthRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsHealth(), needs(given, "jobs:read"), (c) => show(c));

  app.post(
    paths.opsChannel(":channel"),
    needs(given, "channels:write", { confirmed: true }),
    async (c) => {
      const channel = connected(deps).find((each) => each === c.req.param("channel"));
      if (!channel) return unknownAtDesk(c, "ops");
      const form = await readForm(c);
      const state = form.get("state") === "stopped" ? "stopped" : "open";
      const reason = readText(form.get("reason"), REASON_CHARACTERS_MAX);
      if (reason === undefined) return await show(c, "text_flawed");
      if (state === "stopped" && reason === "") return await show(c, "reason_missing");
      const by = byStaff(c.var.here.staff.staffId);
      await switchChannel(deps, { channel, state, reason, by });
      return c.redirect(paths.opsHealth(), 303);
    },
  );

  return app;

  async function show(c: Context<StaffEnv>, formError?: OpsFormError): Promise<Response> {
    const health = await viewHealth(deps);
    const { frame: { lang }, who } = c.var;
    const mayWrite = permits(who.role, "channels:write");
    const status = health === undefined ? 503 : formError && 422;
    return opsPage(
      c,
      { section: "health", title: healthWords(lang).title, status },
      <HealthBody lang={lang} health={health} mayWrite={mayWrite} formError={formError} />,
    );
  }
}
