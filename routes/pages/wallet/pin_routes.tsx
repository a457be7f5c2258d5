import { type Context, Hono } from "hono";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { enrolledOf, type EnrolRefusal, enrolRefusal } from "../../../core/factor/may_enrol.ts";
import { setPaymentPin, type SetPaymentPinRefusal } from "../../../core/factor/set_payment_pin.ts";
import { paths } from "../../../core/paths.ts";
import { askPinRecovery } from "../../../core/recovery/ask_recovery.ts";
import { consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import { isConfirmedByPasskey } from "../../../core/session/session.ts";
import { PinPage } from "../../../views/wallet/pin_page.tsx";
import { orderToPay } from "../after_sign_in.ts";
import { sessionOf } from "../consumer_session.ts";
import { keepPinDevice, pinDevice } from "../pin_device.ts";
import { type PageEnv, render } from "../render.tsx";
import { readForm } from "../staff/form_fields.ts";
import { comeIn } from "./come_in.tsx";
import { statusOf } from "./pin_status.ts";

/** One's own payment PIN. */
export function pinRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/pin", (c) => show(c));

  app.post("/wallet/pin", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const form = await readForm(c);
    const set = await setPaymentPin(deps, {
      here,
      typed: form.get("pin") ?? "",
      again: form.get("again") ?? "",
      old: form.get("old") ?? "",
      device: pinDevice(c, deps),
    });
    if (!set.ok) return await show(c, set.error);
    keepPinDevice(c, deps, set.value.device);
    return c.redirect(orderToPay(c, deps) ?? paths.walletPin(), 303);
  });

  app.post("/wallet/pin/forgotten", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const asked = await askPinRecovery(deps, here);
    return asked.ok ? c.redirect(paths.walletAccount(), 303) : await show(c, asked.error);
  });

  return app;

  function consumerHere(c: Context<PageEnv>) {
    const session = sessionOf(c, deps);
    return session === undefined ? undefined : consumerOfSession(deps, session);
  }

  async function show(
    c: Context<PageEnv>,
    problem?: SetPaymentPinRefusal | EnrolRefusal,
  ): Promise<Response> {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const { consumerId } = here.consumer;
    const now = deps.now();
    const enrolled = await enrolledOf(deps, consumerId);
    const { pin, passkeys } = enrolled;
    const frame = { ...c.var.frame, here: paths.walletPin() };
    const mode = walletMode(deps, here.session.proof);
    const own = {
      setAt: pin?.setAt,
      refused: pin ? undefined : enrolRefusal(here.session, enrolled, now)?.code,
      asksOld: pin !== undefined && !isConfirmedByPasskey(here.session, now),
      hasPasskey: passkeys.length > 0,
    };
    return render(c, {
      page: () => <PinPage frame={frame} mode={mode} own={own} problem={problem} />,
      status: statusOf(c, problem),
    });
  }
}
