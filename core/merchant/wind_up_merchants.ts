import { terminateContract } from "../contract/terminate_contract.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import { firstPage } from "../listing.ts";
import { closeOrder } from "../order/close_order.ts";
import { sweep } from "../sweep.ts";
import type { Merchant } from "./merchant.ts";

const PAGE = firstPage("oldest", 100);
const PAGES_MAX = 10_000;

/**
 * Ends what a closed merchant number has left open: orders are closed, contracts end by account closure. Nothing is
 * paid or charged there any more from the commit that closed it, so that this may take its time.
 */
export async function windUpMerchants(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<Merchant>(deps, {
    name: "wind_up_merchants",
    subject: ({ merchantNo }) => ({ id: merchantNo, merchantNo }),
    due: (_now, _merchantNo, max) => deps.merchants.windingUp(max),
    work: (merchant) => windUp(deps, merchant),
  }, options);
}

/** Whether nothing is left. What a consumer agreed to just before may still become a contract. */
async function windUp(deps: Deps, merchant: Merchant): Promise<boolean> {
  const { merchantNo } = merchant;
  const caller = { type: "portal", merchantNo } as const;
  for (let page = 0; page < PAGES_MAX; page++) {
    const now = deps.now();
    const [orders, active, suspended, signings] = await deps.load(
      deps.orders.list(caller, PAGE, { state: "open" }),
      deps.contracts.list(caller, PAGE, { state: "active" }, now),
      deps.contracts.list(caller, PAGE, { state: "suspended" }, now),
      deps.signings.list(caller, PAGE, { state: "open" }),
    );
    const contracts = [...active, ...suspended];
    if (orders.length + contracts.length === 0) {
      if (signings.length === 0) await deps.write(deps.merchants.woundUp(merchantNo));
      return signings.length === 0;
    }
    for (const { order: { orderId } } of orders) await closeOrder(deps, { caller, orderId });
    for (const { contract: { contractId } } of contracts) {
      const reason = merchant.state === "closed" ? merchant.reason : undefined;
      await terminateContract(deps, { contractId, by: "account_closure", reason });
    }
    deps.nudge("deliver_webhooks");
  }
  return false;
}
