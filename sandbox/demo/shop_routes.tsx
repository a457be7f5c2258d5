import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import type { Deps } from "../../core/deps.ts";
import { assetName, type Assets } from "../../views/assets/assets.ts";
import { ShopPage } from "./shop_page.tsx";
import type { AppEnv } from "../../routes/app_env.ts";
import { paths } from "../../core/paths.ts";
import { render } from "../../routes/pages/render.tsx";
import { keepCookie } from "../../routes/pages/cookies.ts";
import { shopCode } from "./shop_code.ts";
import { askAboutCart, placeCart, type ShopOrder } from "./shop_server.ts";

const CART = "cart";
const CART_BYTES = 10;
const CART_FORM = /^[0-9a-f]{20}$/;

/**
 * A merchant's shop, played by us in demo mode, as an example to read: it sells in a dialog, and trusts the API
 * rather than its own page. Only where the demo created the merchant and knows its key; otherwise it does not exist.
 */
export function demoShopRoutes(deps: Deps, assets: Assets): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  if (!deps.config.demo) return routes;
  const script = assets.get(assetName(assets, "shop.js"))?.body ?? "";
  return routes
    .get(paths.demoShop(), async (c) => {
      const secretKey = deps.demoSecretKey?.();
      if (secretKey === undefined) return c.notFound();
      const order = await fillCart(c, deps, secretKey);
      const { frame } = c.var;
      c.set("frames", deps.config.publicUrl);
      const code = shopCode(deps.config.publicUrl, order.checkout_url, script);
      return render(c, { page: () => <ShopPage frame={frame} order={order} code={code} /> });
    })
    .get(paths.demoShopOrder(), async (c) => {
      const secretKey = deps.demoSecretKey?.();
      const cart = cartOf(c);
      const order = secretKey !== undefined && cart !== undefined
        ? await askAboutCart(deps, secretKey, cart)
        : undefined;
      return order ? c.json({ order_id: order.order_id, state: order.state }) : c.notFound();
    })
    .post(paths.demoShopCart(), (c) => {
      takeCart(c, deps);
      return c.redirect(paths.demoShop(), 303);
    });
}

/** The order of this browser's cart; a new cart when that order has ended or its content differs. */
async function fillCart(c: Context<AppEnv>, deps: Deps, secretKey: string): Promise<ShopOrder> {
  const cart = cartOf(c);
  const kept = cart === undefined ? undefined : await placeCart(deps, secretKey, cart);
  if (kept?.state === "open" || kept?.state === "paid") return kept;
  const placed = await placeCart(deps, secretKey, takeCart(c, deps));
  if (!placed) throw new Error("Cannot place the demo shop's order: the API refused it");
  return placed;
}

function cartOf(c: Context<AppEnv>): string | undefined {
  const cart = getCookie(c, CART) ?? "";
  return CART_FORM.test(cart) ? cart : undefined;
}

function takeCart(c: Context<AppEnv>, deps: Deps): string {
  const cart = deps.random(CART_BYTES).toHex();
  keepCookie(c, deps, { name: CART, value: cart, path: paths.demoShop() });
  return cart;
}
