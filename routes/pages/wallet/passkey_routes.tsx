import { type Context, Hono } from "hono";
import {
  passkeySignInOptions,
  signInByPasskey,
} from "../../../core/consumer/sign_in_by_passkey.ts";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { addPasskey, passkeyOptions, removePasskey } from "../../../core/factor/own_passkeys.ts";
import { viewPasskeyRemoval } from "../../../core/factor/view_passkey_removal.ts";
import { viewPasskeys } from "../../../core/factor/view_passkeys.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import { PasskeyRemovalPage } from "../../../views/wallet/passkey_removal_page.tsx";
import { PasskeysPage } from "../../../views/wallet/passkeys_page.tsx";
import type { PasskeyProblem } from "../../../views/wallet/passkey_words.ts";
import { SignInPage } from "../../../views/wallet/sign_in_page.tsx";
import { sourceOf } from "../../source.ts";
import { afterSignIn, orderToPay } from "../after_sign_in.ts";
import { clientName } from "../client_name.ts";
import { browserOf, keepSession, sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { readAssertionField, readForm, readRegistrationField } from "../staff/form_fields.ts";
import { comeIn } from "./come_in.tsx";
import { deviceHere, keepDevice } from "./sign_in_device.ts";

const REMOVAL = "/wallet/passkeys/removal/:passkeyId";

/** In with a passkey, and one's own passkeys. */
export function passkeyRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.post("/wallet/sign_in/passkey/challenge", async (c) => {
    const options = await passkeySignInOptions(deps, await sourceOf(c, deps));
    if (options.ok) return c.json(options.value);
    c.header("Retry-After", `${options.error.retry_after}`);
    return c.json({ code: options.error.code }, 429);
  });

  app.post("/wallet/sign_in/passkey", async (c) => {
    const response = readAssertionField((await readForm(c)).get("response"));
    const browser = browserOf(c, deps);
    const device = deviceHere(c, deps);
    const signedIn = response && await signInByPasskey(deps, { response, browser, device });
    if (signedIn?.ok) {
      keepSession(c, deps, signedIn.value.sessionToken);
      keepDevice(c, deps, signedIn.value.device);
      return c.redirect(afterSignIn(c, deps), 303);
    }
    const problem = { code: response ? "passkey_refused" : "no_script" } as const;
    const frame = { ...c.var.frame, here: paths.walletSignIn() };
    const mode = walletMode(deps, "passkey");
    return render(c, {
      page: () => <SignInPage frame={frame} mode={mode} typed="" problem={problem} />,
      status: 422,
    });
  });

  app.get("/wallet/passkeys", (c) => show(c));

  app.post("/wallet/passkeys/challenge", async (c) => {
    const here = await consumerHere(c);
    if (!here) return c.json({ code: "session_over" }, 403);
    const options = await passkeyOptions(deps, here);
    return options.ok ? c.json(options.value) : c.json(options.error, 403);
  });

  app.post("/wallet/passkeys", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const response = readRegistrationField((await readForm(c)).get("response"));
    if (!response) return await show(c, "no_script");
    const added = await addPasskey(deps, { here, response, name: clientName(c) });
    if (!added.ok) return await show(c, added.error.code);
    return c.redirect(orderToPay(c, deps) ?? paths.walletPasskeys(), 303);
  });

  app.get(REMOVAL, (c) => ask(c));

  app.post(REMOVAL, async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const passkeyId = parseId("pky", c.req.param("passkeyId") ?? "");
    const removed = passkeyId && await removePasskey(deps, { here, passkeyId });
    if (!removed || removed.ok) return c.redirect(paths.walletPasskeys(), 303);
    switch (removed.error.code) {
      case "session_not_fresh":
      case "browser_not_trusted":
        return await ask(c, 422);
      case "last_way_in":
      case "phone_lost":
        return await show(c, removed.error.code);
      case "passkey_not_found":
        return c.redirect(paths.walletPasskeys(), 303);
    }
  });

  return app;

  function consumerHere(c: Context<PageEnv>) {
    const session = sessionOf(c, deps);
    return session === undefined ? undefined : consumerOfSession(deps, session);
  }

  async function ask(c: Context<PageEnv>, status: 200 | 422 = 200): Promise<Response> {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const passkeyId = parseId("pky", c.req.param("passkeyId") ?? "");
    const removal = passkeyId && await viewPasskeyRemoval(deps, { here, passkeyId });
    // What is gone needs no question.
    if (!removal) return c.redirect(paths.walletPasskeys(), 303);
    const frame = { ...c.var.frame, here: paths.walletPasskeyRemoval(passkeyId) };
    const mode = walletMode(deps, here.session.proof);
    return render(c, {
      page: () => <PasskeyRemovalPage frame={frame} mode={mode} removal={removal} />,
      status,
    });
  }

  async function show(c: Context<PageEnv>, problem?: PasskeyProblem): Promise<Response> {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const own = await viewPasskeys(deps, here);
    const frame = { ...c.var.frame, here: paths.walletPasskeys() };
    const mode = walletMode(deps, here.session.proof);
    return render(c, {
      page: () => <PasskeysPage frame={frame} mode={mode} own={own} problem={problem} />,
      status: problem === undefined ? 200 : 422,
    });
  }
}
