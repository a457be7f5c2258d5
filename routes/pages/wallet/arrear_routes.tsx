import { type Context, Hono } from "hono";
import { openRepayment } from "../../../core/arrear/open_repayment.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { modeOf } from "../../../core/payment/channel_for.ts";
import { consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import { ArrearPage, UnknownArrearPage } from "../../../views/wallet/arrear_page.tsx";
import { sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";

type PageContext = Context<PageEnv>;

/** What a consumer owes from contracts, and the way to pay it. */
export function arrearRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/arrears/:arrearId", async (c) => {
    const own = await ownHere(c, deps);
    return own === undefined ? c.redirect(paths.wallet(), 303) : show(c, own);
  });

  app.post("/wallet/arrears/:arrearId/repayment", async (c) => {
    const own = await ownHere(c, deps);
    if (own === undefined) return c.redirect(paths.wallet(), 303);
    if (!own.arrear) return show(c, own);
    const { arrearId } = own.arrear;
    const opened = await openRepayment(deps, { arrearId, consumerId: own.consumerId });
    if (opened.ok) return c.redirect(paths.checkout(opened.value.orderId), 303);
    switch (opened.error.code) {
      case "repayment_in_flight":
        return c.redirect(paths.checkout(opened.error.order_id), 303);
      // Its page says how it stands by now.
      case "arrear_being_retried":
      case "arrear_not_owed":
      case "arrear_not_found":
        return c.redirect(paths.walletArrear(arrearId), 303);
      case "merchant_not_active":
        return show(c, own, true);
    }
  });

  return app;
}

/** Undefined when nobody is signed in. */
async function ownHere(c: PageContext, deps: Deps) {
  const session = sessionOf(c, deps);
  const here = session === undefined ? undefined : await consumerOfSession(deps, session);
  if (!here) return undefined;
  const { consumerId } = here.consumer;
  const arrearId = parseId("arr", c.req.param("arrearId") ?? "");
  const [arrear] = arrearId
    ? await deps.load(deps.arrears.ofConsumer(consumerId, arrearId))
    : [undefined];
  return { consumerId, arrear, mode: modeHere(deps) };
}

/** Of a page about nothing of anybody's: whatever contracts are signed by here. */
function modeHere(deps: Deps) {
  const channel = Object.values(deps.channels).find((each) => each.contracts);
  return channel ? modeOf(channel.name) : "live";
}

type Own = NonNullable<Awaited<ReturnType<typeof ownHere>>>;

function show(c: PageContext, { arrear, mode }: Own, halted = false) {
  const { frame } = c.var;
  if (!arrear) {
    const here = { ...frame, here: paths.wallet() };
    return render(c, { page: () => <UnknownArrearPage frame={here} mode={mode} />, status: 404 });
  }
  const here = { ...frame, here: paths.walletArrear(arrear.arrearId) };
  return render(c, {
    page: () => (
      <ArrearPage frame={here} mode={modeOf(arrear.channel)} arrear={arrear} halted={halted} />
    ),
    status: halted ? 409 : 200,
  });
}
