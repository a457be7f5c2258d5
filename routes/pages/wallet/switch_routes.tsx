import { type Context, Hono } from "hono";
import { leave } from "../../../core/session/consumer_of_session.ts";
import type { Deps } from "../../../core/deps.ts";
import { paths } from "../../../core/paths.ts";
import { type TwoSessions, viewSwitch } from "../../../core/session/view_switch.ts";
import { SwitchPage } from "../../../views/wallet/switch_page.tsx";
import { enteredBeside, forgetEntered, keepSession, sessionOf } from "../consumer_session.ts";
import { localPath } from "../local_path.ts";
import { type PageEnv, render } from "../render.tsx";
import { modeHere } from "./come_in.tsx";

/** A link brought somebody in while somebody else was signed in: which of them goes on is theirs to say. */
export function switchRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/switch", async (c) => {
    const to = localPath(c.req.query("to"));
    const two = both(c, deps);
    const who = two && await viewSwitch(deps, two);
    if (!who) return c.redirect(paths.wallet(), 303);
    const frame = { ...c.var.frame, here: paths.walletSwitchTo(to) };
    return render(c, {
      page: () => <SwitchPage frame={frame} mode={modeHere(deps)} to={to} who={who} />,
    });
  });

  app.post("/wallet/switch", async (c) => {
    const form = await c.req.parseBody();
    const two = both(c, deps);
    if (two) {
      const switches = form["who"] === "then";
      await leave(deps, switches ? two.session : two.entered);
      if (switches) keepSession(c, deps, two.entered);
      forgetEntered(c, deps);
    }
    return c.redirect(localPath(form["to"]), 303);
  });

  return app;
}

function both(c: Context<PageEnv>, deps: Deps): TwoSessions | undefined {
  const [session, entered] = [sessionOf(c, deps), enteredBeside(c, deps)];
  return session === undefined || entered === undefined ? undefined : { session, entered };
}
