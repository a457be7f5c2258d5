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

interface Given {
  readonly assets: Assets;
  /** The demo merchant's key, once there is one. */
  readonly demoKey: () => string | undefined;
}

/**
 * A merchant's shop, played by us in demo mode, to be read as an example: it sells in a dialog, and believes the API
 * and not its own page. Only once the demo has made the merchant and knows its key.
 */
export function demoShopRoutes(deps: Deps, { assets, demoKey }: Given): Hono<AppEnv> {
  const [style, script] = [assetName(assets, "shop.css"), assetName(assets, "shop.js")];
  const files = { style: paths.asset(style), script: paths.asset(script) };
  return new Hono<AppEnv>()
    .get(paths.demoShop(), async (c) => {
      const secretKey = demoKey();
      if (secretKey === undefined) return c.notFound();
      const order = await fillCart(c, deps, secretKey);
      const { frame } = c.var;
      c.set("frames", deps.config.publicUrl);
      const text = await assets.get(script)?.read() ?? "";
      const code = shopCode(deps.config.publicUrl, order.checkout_url, text);
      return render(c, { page: () => <ShopPage {...{ frame, files, order, code }} /> });
    })
    .get(paths.demoShopOrder(), async (c) => {
      const secretKey = demoKey();
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
