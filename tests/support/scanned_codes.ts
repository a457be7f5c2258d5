import { currentCode } from "../../core/code/current_code.ts";
import { openCode } from "../../core/code/open_code.ts";
import type { DynamicCode } from "../../core/code/dynamic_code.ts";
import type { OrderId } from "../../core/id.ts";
import { merchantNow } from "../../core/merchant/merchant.ts";
import { placeOrder } from "./payer.ts";
import type { TestApp } from "./test_app.ts";

export interface ShownCode {
  readonly orderId: OrderId;
  /** Of the code that stood on the screen when it was opened. */
  readonly token: string;
  /** The row as it is now. */
  row(): Promise<DynamicCode>;
  /** The token on the screen now. */
  now(): Promise<string>;
}

/** An open order of the test merchant, in fen, whose code is on a screen. */
export async function showCode(app: TestApp, amount?: number): Promise<ShownCode> {
  const { deps } = app;
  const orderId = (await placeOrder(app, amount)).orderId as OrderId;
  const [order, merchant] = await deps.load(
    deps.orders.bareById(orderId),
    deps.merchants.ofOrder(orderId),
  );
  if (!order || !merchant) throw new Error("Cannot show: no order");
  await openCode(deps, order, merchant);
  const row = async () => {
    const [code] = await deps.load(deps.codes.ofOrder(orderId));
    if (!code) throw new Error("Cannot show: no code");
    return code;
  };
  const now = async () => {
    const [shopkeeper] = await deps.load(deps.merchants.ofOrder(orderId));
    if (!shopkeeper) throw new Error("Cannot show: no merchant");
    return (await currentCode(deps, await row(), merchantNow(shopkeeper, deps.now()))).token;
  };
  return { orderId, token: await now(), row, now };
}
