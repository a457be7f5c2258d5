import { budgets } from "../../core/budget/budget.ts";
import { Hono } from "hono";
import { paths } from "../../core/paths.ts";
import type { Config } from "../../core/config.ts";
import { hours, minutes } from "../../core/time.ts";
import type { AppEnv } from "../../routes/app_env.ts";
import { assetRoutes } from "../../routes/pages/assets.ts";
import { setPageHeaders } from "../../routes/middleware/headers.ts";
import { frameMaker, type PageEnv, render } from "../../routes/pages/render.tsx";
import { loadAssets } from "../../views/assets/load_assets.ts";
import { qrSvg } from "../../views/parts/qr_svg.ts";
import { ErrorPage } from "../../views/error_page.tsx";
import { LEAF_SVG } from "./brands.ts";
import { START } from "./fake_clock.ts";
import type { Looks } from "./look.ts";

const config: Config = {
  publicUrl: "http://gallery.test",
  publicUrlFixed: true,
  institution: "Countersign",
  imprint: { licence: "Z0000000000000", phone: "000-0000-0000", termsUrl: "https://example.com/" },
  demo: false,
  sandbox: true,
  webhookAllowPrivate: true,
  limitScope: "account",
  agreedDailyLimit: undefined,
  preNoticeLead: hours(24),
  staffSessionIdle: minutes(15),
  staffSessionLife: hours(8),
  budgets,
  walletApps: [],
  trustedProxies: [],
  transferAccount: undefined,
  rails: [],
};

/** The address of a look. */
export function placeOf(name: string): string {
  return `/gallery/${name}`;
}

/** A page without script, for others to be drawn into. */
export const EMPTY_PLACE = "/gallery";

/** Each look at its own address, under the portal's real headers, with nothing behind it. */
export async function gallery(looks: Looks): Promise<Hono<AppEnv>> {
  const assets = await loadAssets();
  const app = new Hono<AppEnv>();
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const frameOf = frameMaker({ config, random, now: () => START }, assets, () => undefined);
  app.use(async (c, next) => {
    c.set("frame", frameOf(c));
    await next();
    setPageHeaders(c);
  });
  const pages = new Hono<PageEnv>();
  pages.get(EMPTY_PLACE, (c) => {
    const given = { frame: c.var.frame, kind: "unknown", requestId: undefined } as const;
    return render(c, { page: () => ErrorPage(given) });
  });
  for (const [name, look] of Object.entries(looks)) {
    pages.get(placeOf(name), (c) => {
      const phone = c.req.header("user-agent")?.includes("Mobile") ?? false;
      return render(c, { page: () => look(c.var.frame, phone) });
    });
  }
  // A page's own address as a code: a picture that the page loads.
  pages.get(paths.checkoutCode(":orderId"), (c) => {
    const url = config.publicUrl + paths.checkout(c.req.param("orderId") ?? "");
    return c.body(qrSvg(url, "M"), 200, { "Content-Type": "image/svg+xml" });
  });
  pages.get("/brand/*", (c) => c.body(LEAF_SVG, 200, { "Content-Type": "image/svg+xml" }));
  // Nothing ever changes here, so every poll and stream gets 204; so does the claim of a scanned code.
  pages.post("/q/*", (c) => c.body(null, 204));
  for (const path of ["/checkout/*", "/sign/*", "/demo/*", "/screen/*", "/till/*", "/q/*"]) {
    pages.get(path, (c) => c.body(null, 204));
  }
  app.route("/", pages);
  app.route("/", assetRoutes(assets));
  return app;
}
