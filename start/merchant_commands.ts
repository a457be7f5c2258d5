import { merchantNo } from "../core/id.ts";
import { closeMerchant } from "../core/merchant/close_merchant.ts";
import type { Merchant } from "../core/merchant/merchant.ts";
import { suspendMerchant } from "../core/merchant/suspend_merchant.ts";
import { sharingFacts } from "../core/sharing/sharing_resource.ts";
import { withdrawSharing } from "../core/sharing/withdraw_sharing.ts";
import { type Act, idOf, shown } from "./operator_act.ts";

/** What an operator can do with merchant numbers. */
export const merchantActs = {
  suspend_merchant: {
    usage: "<merchant_no> --reason <why> [--as <name>]",
    options: ["reason", "as"],
    act: async (deps, { about, by, needed }) => {
      const reason = needed("reason", "it is kept with the decision");
      return shown(
        await suspendMerchant(deps, { merchantNo: merchantNo(about), reason, by }),
        standing,
      );
    },
  },
  resume_merchant: {
    usage: "<merchant_no> [--as <name>]",
    options: ["as"],
    act: async (deps, { about, by }) =>
      shown(
        await suspendMerchant(deps, { merchantNo: merchantNo(about), reason: undefined, by }),
        standing,
      ),
  },
  close_merchant: {
    usage: "<merchant_no> --reason <why> [--as <name>]",
    options: ["reason", "as"],
    act: async (deps, { about, by, needed }) => {
      const reason = needed("reason", "a closed number never opens again");
      return shown(
        await closeMerchant(deps, { merchantNo: merchantNo(about), reason, by }),
        standing,
      );
    },
  },
  withdraw_sharing: {
    usage: "<agreement_id> [--as <name>]",
    options: ["as"],
    act: async (deps, { about, by }) =>
      shown(
        await withdrawSharing(deps, { agreementId: idOf("agr", about), by }),
        (agreement) => ({
          agreement_id: agreement.agreementId,
          ...sharingFacts(agreement),
          state: agreement.state,
        }),
      ),
  },
} as const satisfies Readonly<Record<string, Act>>;

function standing(merchant: Merchant) {
  const reason = merchant.state === "active" ? null : merchant.reason;
  return { merchant_no: merchant.merchantNo, state: merchant.state, reason };
}
