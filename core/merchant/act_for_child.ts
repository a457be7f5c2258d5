import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { businessDay } from "../time.ts";
import type { ActingCaller, Caller, CallerRefusal, OwnCaller } from "./caller.ts";
import { type MerchantNotActive, merchantNow, notActive } from "./merchant.ts";
import { allScopes } from "./merchant_key.ts";
import type { MerchantNotFound } from "./suspend_merchant.ts";

export type ActForChildRefusal =
  | CallerRefusal
  | MerchantNotFound
  | MerchantNotActive
  | { readonly code: "acting_not_agreed"; readonly merchant_no: string };

/**
 * The caller as somebody who acts for `child`, a number below its own, as far as an agreement between them that is in
 * force today says; of several it is the one that allows most. What is written under it is refused from the commit of
 * its withdrawal on.
 */
export async function actForChild(
  deps: Deps,
  caller: OwnCaller,
  child: MerchantNo,
): Promise<Result<Caller, ActForChildRefusal>> {
  const now = deps.now();
  const [parent, found] = await deps.load(
    deps.merchants.calling(caller),
    deps.sharing.acting(caller, child, now),
  );
  if (!parent) return rejected({ code: "key_unknown" });
  if (parent.merchantNo === child) return ok(caller);
  if (!found) return rejected({ code: "merchant_not_found", merchant_no: child });
  const { agreement } = found;
  if (!agreement) return rejected({ code: "acting_not_agreed", merchant_no: child });
  const halted = notActive(parent);
  if (halted) return rejected(halted);

  const own = caller.type === "signed" ? caller.scopes : allScopes;
  const { agreementId } = agreement;
  const under = { agreementId, day: businessDay(merchantNow(parent, now)) };
  const acting: ActingCaller = {
    type: "acting",
    merchantNo: child,
    scopes: agreement.parentMay.filter((each) => own.includes(each)),
    by: caller.type === "signed"
      ? { type: "key", kid: caller.kid, under }
      : { type: "secret_key", digest: caller.digest, under },
  };
  return ok(acting);
}
