import { type Context, Hono } from "hono";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import {
  confirmationOptions,
  confirmByPasskey,
  confirmByPin,
} from "../../../core/factor/confirm_session.ts";
import { paths } from "../../../core/paths.ts";
import { consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import {
  ConfirmationPage,
  type ConfirmationProblem,
} from "../../../views/wallet/confirmation_page.tsx";
import { keepSession, sessionOf } from "../consumer_session.ts";
import { localPath } from "../local_path.ts";
import { keepPinDevice, pinDevice } from "../pin_device.ts";
import { type PageEnv, render } from "../render.tsx";
import { readAssertionField, readForm } from "../staff/form_fields.ts";
import { comeIn } from "./come_in.tsx";
import { statusOf } from "./pin_status.ts";

/** Whoever signed in a while ago shows that they are still there. */
export function confirmationRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/confirmation", (c) => show(c));

  app.post("/wallet/confirmation/challenge", async (c) => {
    const here = await consumerHere(c);
    if (!here) return c.json({ code: "session_over" }, 403);
    return c.json(await confirmationOptions(deps, here));
  });

  app.post("/wallet/confirmation", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const response = readAssertionField((await readForm(c)).get("response"));
    if (!response) return await show(c, { code: "no_script" });
    const confirmed = await confirmByPasskey(deps, { here, response });
    if (!confirmed.ok) return await refuse(c, confirmed.error);
    keepSession(c, deps, confirmed.value.sessionToken);
    return c.redirect(goingTo(c), 303);
  });

  app.post("/wallet/confirmation/pin", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const typed = (await readForm(c)).get("pin") ?? "";
    const confirmed = await confirmByPin(deps, { here, typed, device: pinDevice(c, deps) });
    if (!confirmed.ok) return await refuse(c, confirmed.error);
    const { sessionToken, device } = confirmed.value;
    keepSession(c, deps, sessionToken);
    keepPinDevice(c, deps, device);
    return c.redirect(goingTo(c), 303);
  });

  return app;

  function consumerHere(c: Context<PageEnv>) {
    const session = sessionOf(c, deps);
    return session === undefined ? undefined : consumerOfSession(deps, session);
  }

  async function refuse(
    c: Context<PageEnv>,
    problem: ConfirmationProblem | { readonly code: "session_over" },
  ): Promise<Response> {
    return problem.code === "session_over" ? await comeIn(c, deps) : await show(c, problem);
  }

  async function show(c: Context<PageEnv>, problem?: ConfirmationProblem): Promise<Response> {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const { consumer: { consumerId }, session } = here;
    const [pin, passkeys] = await deps.load(
      deps.paymentPins.of(consumerId),
      deps.consumerPasskeys.of(consumerId),
    );
    const to = goingTo(c);
    const frame = { ...c.var.frame, here: paths.walletConfirmation(to) };
    const has = { pin: pin !== undefined, passkey: passkeys.length > 0 };
    const mode = walletMode(deps, session.proof);
    return render(c, {
      page: () => (
        <ConfirmationPage frame={frame} mode={mode} to={to} has={has} problem={problem} />
      ),
      status: statusOf(c, problem),
    });
  }
}

/** Within the wallet only. */
function goingTo(c: Context): string {
  const to = localPath(c.req.query("to"));
  return to.startsWith(`${paths.wallet()}/`) ? to : paths.wallet();
}
