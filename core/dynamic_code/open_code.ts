import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { Order } from "../order/order.ts";
import { refFrom } from "./code_token.ts";
import type { DynamicCode } from "./dynamic_code.ts";

/** The dynamic codes of this order from now on; whoever opens them at the same time gets the same. */
export async function openCode(
  deps: Deps,
  order: Pick<Order, "orderId" | "merchantNo">,
  merchant: Merchant,
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
    deps.commit([{ type: "code.opened", code, eventId: deps.newId("evt"), at }]),
  );
  if (!conflict) return code;
  const [winner] = await deps.load(deps.codes.ofOrder(order.orderId));
  if (!winner) throw conflict;
  return winner;
}
