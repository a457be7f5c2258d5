import { callChannel } from "../channel/call_channel.ts";
import type { Deps } from "../deps.ts";
import { inTime } from "../in_time.ts";
import type { Money } from "../money.ts";
import type { BalanceTrade } from "./balance_trade.ts";

/** Nobody waits longer to see what they have; what they pay with does not depend on it. */
const READ_WITHIN_MS = 2_000;

/** What the payer has there now, or undefined when the app has not said so in time. */
export async function readBalance(
  deps: Pick<Deps, "http" | "log">,
  { balances, user }: BalanceTrade,
): Promise<Money | undefined> {
  const read = async () => {
    const response = await callChannel(deps, await balances.read(user));
    return response && await balances.readAnswer(response, user);
  };
  return await inTime(read(), READ_WITHIN_MS);
}
