import { Hono } from "hono";
import type { Deps } from "../../core/deps.ts";
import { parseId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { render } from "../../routes/pages/render.tsx";
import type { Facts } from "./demo.ts";
import { DemoHomePage } from "./home_page.tsx";
import { seedOrder, seedSigning } from "./seed.ts";

/**
 * The walk through the demo, as a page. What was paid or signed on the way is made anew on request; until the demo has
 * its merchant, the portal's own front page answers.
 */
export function homeRoutes(deps: Deps, demo: () => Facts | undefined): Hono<AppEnv> {
  const { publicUrl } = deps.config;
  const returnUrl = publicUrl + paths.demoReceiver();
  return new Hono<AppEnv>()
    .get(paths.home(), async (c, next) => {
      const facts = demo();
      if (!facts) return await next();
      const open = await stillOpen(deps, facts);
      return render(c, { page: () => <DemoHomePage {...{ frame: c.var.frame, facts, open }} /> });
    })
    .post(paths.demoOrders(), async (c) => {
      const facts = demo();
      if (!facts) return c.notFound();
      const { orderId } = await seedOrder(deps, facts.secret_key, returnUrl);
      return c.redirect(paths.checkout(orderId), 303);
    })
    .post(paths.demoSignings(), async (c) => {
      const facts = demo();
      const planId = facts && parseId("pln", facts.plan_id);
      if (!planId) return c.notFound();
      const { signingId } = await seedSigning(deps, facts.secret_key, { planId, returnUrl });
      return c.redirect(paths.sign(signingId), 303);
    });
}

/** Which of the order and the signing from the start can still be used. */
async function stillOpen(deps: Deps, { order_id, signing_id }: Facts) {
  const orderId = parseId("ord", order_id);
  const signingId = parseId("sgn", signing_id);
  if (!orderId || !signingId) return { order: false, signing: false };
  const [found, signing] = await deps.load(
    deps.orders.byId(orderId),
    deps.signings.byId(signingId),
  );
  const now = deps.now();
  return {
    order: found?.order.state === "open" && found.order.expiresAt > now,
    signing: signing?.state === "open" && signing.expiresAt > now,
  };
}
