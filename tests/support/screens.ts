import { currentCode } from "../../core/dynamic_code/current_code.ts";
import type { OrderId } from "../../core/id.ts";
import { merchantNow } from "../../core/merchant/merchant.ts";
import { get } from "./payer.ts";
import type { TestApp } from "./test_app.ts";

/** The token of the code on the order's screen now; opens the screen if that has not happened yet. */
export async function tokenOnScreen(app: TestApp, orderId: OrderId): Promise<string> {
  await (await get(app, `/screen/${orderId}`)).text();
  return await tokenNow(app, orderId);
}

/** The same for a screen that is already open. */
export async function tokenNow({ deps }: TestApp, orderId: OrderId): Promise<string> {
  const [code, merchant] = await deps.load(
    deps.codes.ofOrder(orderId),
    deps.merchants.ofOrder(orderId),
  );
  if (!code || !merchant) throw new Error("Cannot read the screen: nobody has opened it");
  return (await currentCode(deps, code, merchantNow(merchant, deps.now()))).token;
}
