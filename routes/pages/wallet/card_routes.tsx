import { type Context, Hono } from "hono";
import { removeCard } from "../../../core/card_binding/remove_card.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import { CardRemovalPage } from "../../../views/wallet/card_removal_page.tsx";
import { UnknownCardPage } from "../../../views/wallet/unknown_card_page.tsx";
import { sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { comeIn, modeHere } from "./come_in.tsx";

/** The cards that a consumer has bound: each can be removed. */
export function walletCardRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/cards/:bindingId/removal", async (c) => {
    const session = sessionOf(c, deps);
    const here = session === undefined ? undefined : await consumerOfSession(deps, session);
    if (!here) return comeIn(c, deps);
    const bindingId = parseId("bnd", c.req.param("bindingId"));
    const [card] = bindingId ? await deps.load(deps.cardBindings.byId(bindingId)) : [undefined];
    if (card?.consumerId !== here.consumer.consumerId) return unknown(c);
    // A card that is being removed needs no question.
    if (card.state !== "bound") return c.redirect(paths.wallet(), 303);
    return render(c, { page: () => <CardRemovalPage frame={c.var.frame} card={card} /> });
  });

  app.post("/wallet/cards/:bindingId/removal", async (c) => {
    const session = sessionOf(c, deps);
    if (session === undefined) return comeIn(c, deps);
    const bindingId = parseId("bnd", c.req.param("bindingId"));
    if (!bindingId) return unknown(c);
    const removed = await removeCard(deps, { bindingId, session });
    if (removed.ok) return c.redirect(paths.wallet(), 303);
    return removed.error.code === "session_over" ? comeIn(c, deps) : unknown(c);
  });

  return app;

  function unknown(c: Context<PageEnv>): Response {
    const frame = { ...c.var.frame, here: paths.wallet() };
    return render(c, {
      page: () => <UnknownCardPage frame={frame} mode={modeHere(deps)} />,
      status: 404,
    });
  }
}
