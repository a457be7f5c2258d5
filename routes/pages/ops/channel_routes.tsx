import { type Context, Hono } from "hono";
import { byStaff } from "../../../core/actor.ts";
import { connected } from "../../../core/channel/connected.ts";
import { switchChannel } from "../../../core/channel/switch_channel.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { Channels } from "../../../views/ops/channels.tsx";
import type { OpsFormError } from "../../../views/ops/copy.ts";
import { opsWords } from "../../../views/ops/words.ts";
import { DeskLayout } from "../../../views/staff/desk.tsx";
import { render } from "../render.tsx";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { readText } from "./ops_text.ts";

const REASON_CHARACTERS_MAX = 200;

/** The connected channels, and the switch that stops one. */
export function channelRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsChannels(), needs(given, "channels:read"), (c) => show(c));

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
      return c.redirect(paths.opsChannels(), 303);
    },
  );

  return app;

  async function show(c: Context<StaffEnv>, formError?: OpsFormError): Promise<Response> {
    const names = connected(deps);
    const switches = await deps.load(...names.map((each) => deps.channelSwitches.of(each)));
    const channels = names.map((channel, place) => {
      const known = switches[place];
      return {
        channel,
        state: known?.state ?? "open",
        reason: known?.reason ?? "",
        changedAt: known?.changedAt,
      };
    });
    const { frame, who } = c.var;
    const mayWrite = permits(who.role, "channels:write");
    return render(c, {
      page: () => (
        <DeskLayout
          frame={frame}
          desk="ops"
          who={who}
          section="channels"
          title={opsWords(frame.lang).channels}
        >
          <Channels
            lang={frame.lang}
            channels={channels}
            mayWrite={mayWrite}
            formError={formError}
          />
        </DeskLayout>
      ),
      ...(formError === undefined ? {} : { status: 422 }),
    });
  }
}
