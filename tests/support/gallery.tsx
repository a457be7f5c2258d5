import { Hono } from "hono";
import type { Config } from "../../core/deps.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { assetRoutes } from "../../routes/assets.ts";
import { headers } from "../../routes/middleware/headers.ts";
import { type PageEnv, pageFrame, render } from "../../routes/render.tsx";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { CheckoutPage } from "../../views/checkout/checkout_page.tsx";
import { UnknownOrderPage } from "../../views/checkout/unknown_order_page.tsx";
import { checkoutNames, checkouts } from "./checkouts.ts";

const config: Config = {
  publicUrl: "http://gallery.test",
  publicUrlFixed: true,
  institution: "Countersign",
  demo: true,
  sandbox: true,
  webhookAllowPrivate: true,
};

/** Every state of the checkout at its own address, under the portal's real headers, with nothing behind it. */
export async function gallery(): Promise<Hono<AppEnv>> {
  const assets = await loadAssets();
  const app = new Hono<AppEnv>();
  app.use(headers);
  const pages = new Hono<PageEnv>();
  pages.use(pageFrame(config, assets));
  pages.get("/gallery/unknown", (c) => {
    const { frame } = c.var;
    return render(c, { page: () => <UnknownOrderPage frame={frame} />, status: 404 });
  });
  pages.get("/gallery/:name", (c) => {
    const name = checkoutNames.find((each) => each === c.req.param("name"));
    if (!name) return c.notFound();
    const { frame } = c.var;
    const checkout = checkouts[name];
    return render(c, {
      page: () => <CheckoutPage frame={frame} checkout={checkout} stay={false} />,
    });
  });
  // Nothing ever changes here, so every poll and stream is told so.
  pages.get("/checkout/*", (c) => c.body(null, 204));
  app.route("/", pages);
  app.route("/", assetRoutes(assets));
  return app;
}
