import * as z from "zod";
import type { HttpResponse } from "../../core/channel/http.ts";
import type { Deps } from "../../core/deps.ts";
import { paths } from "../../core/paths.ts";

const shopOrder = z.object({
  order_id: z.string(),
  state: z.enum(["open", "paid", "closed", "expired"]),
  checkout_url: z.string(),
});
export type ShopOrder = z.infer<typeof shopOrder>;

const TEA = { amount: 6_800, subject: "雨前龙井 两位 Pre-rain Longjing for two" } as const;

/**
 * The demo shop's own server, which has the secret key. It uses only the portal's API, like any merchant's server,
 * and a cart's number is the merchant's order number, so a repeat places one order.
 */
export async function placeCart(
  deps: Deps,
  secretKey: string,
  cart: string,
): Promise<ShopOrder | undefined> {
  const { publicUrl } = deps.config;
  const answer = await deps.http({
    method: "POST",
    url: publicUrl + paths.orders(),
    headers: { ...withKey(secretKey), "Content-Type": "application/json" },
    body: JSON.stringify({
      merchant_order_no: `shop-${cart}`,
      ...TEA,
      return_url: publicUrl + paths.demoShop(),
    }),
  });
  return read(answer);
}

/** The state of the order of `cart`; undefined when there is none. The only answer the shop trusts. */
export async function askAboutCart(
  deps: Deps,
  secretKey: string,
  cart: string,
): Promise<ShopOrder | undefined> {
  const answer = await deps.http({
    method: "GET",
    url: `${deps.config.publicUrl}${paths.orders()}?merchant_order_no=shop-${cart}`,
    headers: withKey(secretKey),
    body: "",
  });
  if (answer.status !== 200) return undefined;
  return z.object({ data: z.array(shopOrder) }).parse(JSON.parse(answer.body)).data[0];
}

function withKey(secretKey: string) {
  return { Authorization: `Bearer ${secretKey}` };
}

function read({ status, body }: HttpResponse): ShopOrder | undefined {
  return status === 200 || status === 201 ? shopOrder.parse(JSON.parse(body)) : undefined;
}
