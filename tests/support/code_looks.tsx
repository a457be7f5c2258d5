import { Hono } from "hono";
import type { Config } from "../../core/deps.ts";
import type { Checkout } from "../../core/order/checkout.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { assetRoutes } from "../../routes/assets.ts";
import { headers } from "../../routes/middleware/headers.ts";
import { type PageEnv, pageFrame, render } from "../../routes/render.tsx";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { CodePage } from "../../views/code/code_page.tsx";
import type { CodeView } from "../../views/code/code_view.ts";
import { checkouts } from "./checkouts.ts";

const config: Config = {
  publicUrl: "http://looks.test",
  publicUrlFixed: true,
  institution: "Countersign",
  demo: true,
  sandbox: true,
  webhookAllowPrivate: true,
  limitScope: "account",
};
const token = "c2h1d2FuNjAAECAwQFBgcICQoLDA0O";

function unclear(checkout: Checkout): Checkout {
  const { standing } = checkout;
  return standing.state === "other_device"
    ? { ...checkout, standing: { ...standing, unclear: true } }
    : checkout;
}

/** Everything the page of a scanned code can be, by name. */
export const codeViews = {
  mine: { state: "open", token, mine: true, checkout: checkouts.payable },
  mine_large: { state: "open", token, mine: true, checkout: checkouts.payable_large },
  mine_desktop: { state: "open", token, mine: true, checkout: checkouts.payable_desktop },
  failed: { state: "open", token, mine: true, checkout: checkouts.failed },
  nothing_granted: { state: "open", token, mine: true, checkout: checkouts.nothing_granted },
  wrong_app: { state: "open", token, mine: false, checkout: checkouts.payable_wechat },
  taken: { state: "taken", token, checkout: checkouts.payable },
  taken_moving: { state: "taken", token, checkout: checkouts.other_device },
  taken_unclear: { state: "taken", token, checkout: unclear(checkouts.other_device) },
  paid: { state: "over", token, checkout: checkouts.paid, byTime: false },
  closed: { state: "over", token, checkout: checkouts.closed, byTime: false },
  closed_unclear: { state: "over", token, checkout: checkouts.expired_unclear, byTime: false },
  expired: { state: "over", token, checkout: checkouts.payable, byTime: true },
  stale: { state: "stale" },
} as const satisfies Record<string, CodeView>;

export type CodeViewName = keyof typeof codeViews;
export const codeViewNames = Object.keys(codeViews) as readonly CodeViewName[];

/** Each state at its own address, under the portal's real headers, with nothing behind it. */
export async function codeLooks(): Promise<Hono<AppEnv>> {
  const assets = await loadAssets();
  const app = new Hono<AppEnv>();
  app.use(headers);
  const pages = new Hono<PageEnv>();
  pages.use(pageFrame(config, assets));
  pages.get("/looks/:name", (c) => {
    const name = codeViewNames.find((each) => each === c.req.param("name"));
    if (!name) return c.notFound();
    const page = () => <CodePage frame={c.var.frame} view={codeViews[name]} stay={false} />;
    return render(c, { page });
  });
  // Nothing ever changes here, so every poll is told so.
  pages.get("/q/*", (c) => c.body(null, 204));
  app.route("/", pages);
  app.route("/", assetRoutes(assets));
  return app;
}
