import { type Context, Hono } from "hono";
import { closeCharging } from "../../../core/consumer/close_charging.ts";
import { findPhone } from "../../../core/consumer/find_phone.ts";
import { losePhone } from "../../../core/consumer/lose_phone.ts";
import { reopenCharging } from "../../../core/consumer/reopen_charging.ts";
import { type OwnCharging, viewCharging } from "../../../core/consumer/view_charging.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import type { Frame } from "../../../views/frame.ts";
import { ChargingPage } from "../../../views/wallet/charging_page.tsx";
import { LostPhonePage } from "../../../views/wallet/lost_phone_page.tsx";
import { rememberPage } from "../after_sign_in.ts";
import { sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { comeIn } from "./come_in.tsx";

type PageContext = Context<PageEnv>;

/** What stops all charging at once, and what lets it go on. */
export function chargingRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/charging", (c) => show(c, "charging"));

  app.post("/wallet/charging", async (c) => {
    const session = sessionOf(c, deps);
    const closed = session === undefined ? undefined : await closeCharging(deps, { session });
    return closed?.ok ? c.redirect(paths.walletCharging(), 303) : await show(c, "charging");
  });

  app.post("/wallet/charging/reopening", async (c) => {
    const session = sessionOf(c, deps);
    const resumed = (await c.req.formData()).getAll("contract_id").flatMap((each) => {
      const contractId = parseId("ctr", String(each));
      return contractId ? [contractId] : [];
    });
    const opened = session === undefined
      ? undefined
      : await reopenCharging(deps, { session, resumed });
    // The page says what is missing.
    return opened?.ok ? c.redirect(paths.wallet(), 303) : await show(c, "charging", 409);
  });

  app.get("/wallet/lost_phone", (c) => show(c, "lost_phone"));

  app.post("/wallet/lost_phone", async (c) => {
    const session = sessionOf(c, deps);
    const lost = session === undefined ? undefined : await losePhone(deps, { session });
    return lost?.ok ? c.redirect(paths.walletLostPhone(), 303) : await show(c, "lost_phone");
  });

  app.post("/wallet/lost_phone/found", async (c) => {
    const session = sessionOf(c, deps);
    const found = session === undefined ? undefined : await findPhone(deps, { session });
    return found?.ok ? c.redirect(paths.wallet(), 303) : await show(c, "lost_phone", 409);
  });

  return app;

  async function show(
    c: PageContext,
    page: keyof typeof pages,
    status: 200 | 409 = 200,
  ): Promise<Response> {
    const session = sessionOf(c, deps);
    const own = session === undefined ? undefined : await viewCharging(deps, session);
    // Whoever has to sign in, or once more, comes back to this page.
    if (!own?.fresh || own.countsFrom !== undefined) rememberPage(c, deps, page);
    if (!own) return await comeIn(c, deps);
    const frame = { ...c.var.frame, here: pages[page].here };
    return render(c, { page: () => pages[page].draw(frame, own), status });
  }
}

const pages = {
  charging: {
    here: paths.walletCharging(),
    draw: (frame: Frame, own: OwnCharging) => <ChargingPage frame={frame} own={own} />,
  },
  lost_phone: {
    here: paths.walletLostPhone(),
    draw: (frame: Frame, own: OwnCharging) => <LostPhonePage frame={frame} own={own} />,
  },
} as const;
