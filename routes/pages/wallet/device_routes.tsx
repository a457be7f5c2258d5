import { Hono } from "hono";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { signOutDevice } from "../../../core/session/sign_out_device.ts";
import { viewDevices } from "../../../core/session/view_devices.ts";
import { DevicesPage } from "../../../views/wallet/devices_page.tsx";
import { forget, sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { comeIn } from "./come_in.tsx";

/** Where a person is signed in, and the way to end it from here. */
export function deviceRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/devices", async (c) => {
    const session = sessionOf(c, deps);
    const devices = session === undefined ? undefined : await viewDevices(deps, session);
    if (!devices) return await comeIn(c, deps);
    const mode = walletMode(deps, devices.proof);
    return render(c, {
      page: () => <DevicesPage frame={c.var.frame} mode={mode} devices={devices} />,
    });
  });

  app.post("/wallet/devices/end", async (c) => {
    const session = sessionOf(c, deps);
    const asked = (await c.req.parseBody())["session_id"];
    const ended = asked === "all" ? asked : parseId("ses", String(asked));
    const goesOn = session === undefined || ended === undefined
      ? undefined
      : await signOutDevice(deps, { session, ended });
    if (goesOn === false) forget(c, deps);
    return c.redirect(goesOn === false ? paths.wallet() : paths.walletDevices(), 303);
  });

  return app;
}
