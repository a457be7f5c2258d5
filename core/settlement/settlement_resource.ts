import { rfc3339 } from "../time.ts";
import type { SettlementAccount } from "./settlement_account.ts";

/** As the API shows it: enough to recognize it by. */
export function settlementResource({ masked, inForceFrom }: SettlementAccount) {
  return {
    bank: masked.bank,
    last_four: masked.lastFour,
    holder: masked.holder,
    in_force_from: rfc3339(inForceFrom),
  };
}
