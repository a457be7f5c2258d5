import { conflictOf } from "../conflict.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import { refFrom } from "./code_token.ts";
import type { DynamicCode } from "./dynamic_code.ts";

/** Opens this order's dynamic codes; concurrent callers get the same ones. */
export async function openCode(
  deps: Deps,
  { order, merchant, by }: {
    readonly order: Pick<Order, "orderId" | "merchantNo">;
    readonly merchant: Merchant;
    readonly by: Actor;
  },
): Promise<DynamicCode> {
  const code: DynamicCode = {
    codeId: deps.newId("cod"),
    orderId: order.orderId,
    merchantNo: order.merchantNo,
    ref: refFrom(deps.random),
    openedAt: merchantNow(merchant, deps.now()),
    claim: undefined,
    version: 1,
  };
  const at = code.openedAt;
  const conflict = await conflictOf(
    deps.commit([{ type: "code.opened", code, eventId: deps.newId("evt"), at, by }]),
  );
  if (!conflict) return code;
  const [winner] = await deps.load(deps.codes.ofOrder(order.orderId));
  if (!winner) throw conflict;
  return winner;
}
