import type { Deps } from "../../core/deps.ts";
import type { OrderId } from "../../core/id.ts";
import type { TestApp } from "./test_app.ts";

let orders = 0;

/** A payment that was sent and of which no notice comes. */
export async function sent(app: TestApp): Promise<OrderId> {
  const body = {
    merchant_order_no: `sent-${++orders}`,
    amount: 8_800,
    subject: "茶",
    expires_in: 604_800,
  };
  const { order_id } = await (await app.api("/v1/orders", { body })).json();
  const helper = `/v1/test_helpers/orders/${order_id}/payment`;
  await app.api(helper, { body: { outcome: "unclear" } });
  return order_id;
}

/** The same portal, whose channels are not reached. */
export function silentBank<D extends Pick<Deps, "http">>(deps: D): D {
  return { ...deps, http: () => Promise.reject(new Error("Timed out")) };
}
