import { Hono } from "hono";
import { beginBinding } from "../../../core/card_binding/begin_binding.ts";
import { leaveForBinding } from "../../../core/card_binding/leave_for_binding.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { cardWords } from "../../../views/cards/words.ts";
import { LeavePage } from "../../../views/checkout/leave_page.tsx";
import { rememberOrder } from "../after_sign_in.ts";
import { enterFromApp, sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { client, orderOf, refuseCard, showCards, startByCard, unknown } from "./card_answers.tsx";

/** Paying an order by a bound card: which one, and binding one on the channel's own page. */
export function cardRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/checkout/:orderId/cards", async (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    const entered = await enterFromApp(c, deps, { clean: paths.checkoutCards(orderId) });
    return entered ?? await showCards(c, deps, orderId);
  });

  app.post("/checkout/:orderId/cards", async (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    const { card } = await c.req.parseBody();
    const bindingId = typeof card === "string" ? parseId("bnd", card) : undefined;
    const session = sessionOf(c, deps);
    if (session === undefined) return await showCards(c, deps, orderId, { status: 403 });
    if (!bindingId) return await showCards(c, deps, orderId, { error: "choose_one", status: 422 });
    return await startByCard(c, deps, { orderId, bindingId, session });
  });

  app.get("/checkout/:orderId/cards/sign_in", (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    rememberOrder(c, deps, orderId);
    return c.redirect(paths.walletSignIn(), 303);
  });

  app.get("/checkout/:orderId/cards/pin", (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    rememberOrder(c, deps, orderId);
    return c.redirect(paths.walletPin(), 303);
  });

  app.get("/checkout/:orderId/cards/passkey", (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    rememberOrder(c, deps, orderId);
    return c.redirect(paths.walletPasskeys(), 303);
  });

  app.post("/checkout/:orderId/cards/openings", async (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    const session = sessionOf(c, deps);
    if (session === undefined) return await showCards(c, deps, orderId, { status: 403 });
    const begun = await beginBinding(deps, { orderId, session });
    if (!begun.ok) return await refuseCard(c, deps, orderId, begun.error);
    return c.redirect(paths.checkoutCardOpening(orderId, begun.value.bindingId), 303);
  });

  app.get("/checkout/:orderId/cards/openings/:bindingId", async (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    const bindingId = parseId("bnd", c.req.param("bindingId"));
    const session = sessionOf(c, deps);
    const found = bindingId && session !== undefined
      ? await leaveForBinding(deps, { orderId, bindingId, session, client: client(c) })
      : undefined;
    if (!found) return c.redirect(paths.checkoutCards(orderId), 303);
    const { launch, merchant: { mode } } = found;
    c.set("formsTo", new URL(launch.action).origin);
    const { frame } = c.var;
    const { leaveTitle: title, leave } = cardWords(frame.lang);
    return render(c, { page: () => LeavePage({ frame, title, mode, launch, leave }) });
  });

  return app;
}
