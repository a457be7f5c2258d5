import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo, OrderId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { cny } from "../money.ts";
import { placeOrder } from "../order/place_order.ts";
import { TRIAL_PREFIX } from "../payment/channel_for.ts";
import { requestRefund } from "../refund/request_refund.ts";
import { ok, rejected, type Result } from "../result.ts";
import { shanghaiTime } from "../time.ts";
import { viewGoingLive } from "./going_live.ts";

type NotReady = { readonly code: "not_ready" };

/** From this commit on the number trades. Everything is checked once more first, also at the gateway. */
export async function switchOn(
  deps: Deps,
  merchantNo: MerchantNo,
  by: Actor,
): Promise<Result<Merchant, NotReady>> {
  const view = await viewGoingLive(deps, merchantNo, true);
  const { connection } = view ?? {};
  if (!view?.maySwitchOn || !connection) return rejected({ code: "not_ready" });
  return await retryOnConflict(async () => {
    const [merchant] = await deps.load(deps.merchants.byNo(merchantNo));
    if (!merchant?.onTrial) return rejected({ code: "not_ready" });
    const { onTrial: _, ...facts } = merchant;
    const switched: Merchant = { ...facts, version: merchant.version + 1 };
    await deps.commit([{
      type: "merchant.connected",
      merchant: switched,
      connection,
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, deps.now()),
      by,
    }]);
    return ok(switched);
  });
}

/** An order of one fen, by which somebody pays the number before anybody else can. */
export async function placeTrial(
  deps: Deps,
  merchantNo: MerchantNo,
): Promise<Result<OrderId, NotReady>> {
  const placed = await placeOrder(deps, {
    caller: { type: "portal", merchantNo },
    merchantOrderNo: TRIAL_PREFIX + shanghaiTime(deps.now()).replace(/\D/g, ""),
    amount: cny(1),
    subject: "上线测试 Going live",
    metadata: {},
    returnUrl: undefined,
    expiresIn: undefined,
    settleMerchantNo: undefined,
  });
  return placed.ok ? ok(placed.value.order.orderId) : rejected({ code: "not_ready" });
}

/** Gives the fen back. */
export async function refundTrial(
  deps: Deps,
  merchantNo: MerchantNo,
): Promise<Result<OrderId, NotReady>> {
  const [trial] = await deps.load(deps.connections.trial(merchantNo));
  if (!trial) return rejected({ code: "not_ready" });
  const refunded = await requestRefund(deps, {
    caller: { type: "portal", merchantNo },
    paid: trial,
    merchantRefundNo: `${TRIAL_PREFIX}${trial.slice(-20)}`,
    amount: cny(1),
    reason: undefined,
  });
  return refunded.ok ? ok(trial) : rejected({ code: "not_ready" });
}
