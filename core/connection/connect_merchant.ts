import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo } from "../id.ts";
import { type Merchant, merchantNow, type Mode } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Connection } from "./connection.ts";

export interface ConnectMerchant {
  readonly merchantNo: MerchantNo;
  /** Undefined: back to the sandbox. */
  readonly to: Omit<Connection, "merchantNo"> | undefined;
  /** Until it is switched on only an order of one fen, by which it is tried out, is paid. */
  readonly onTrial?: boolean;
  readonly by: Actor;
}

export type ConnectMerchantRefusal =
  | { readonly code: "merchant_not_found"; readonly merchant_no: MerchantNo }
  | { readonly code: "merchant_closed"; readonly merchant_no: MerchantNo }
  | { readonly code: "credential_not_found"; readonly credential: string }
  | { readonly code: "open_app_not_found"; readonly app_id: string }
  /** What was paid, charged and signed under the other one is asked about and refunded under that one. */
  | { readonly code: "mer_id_in_use"; readonly mer_id: string }
  /** Test and live never mix. */
  | { readonly code: "mode_differs"; readonly mode: Mode };

/**
 * From this commit on what begins at the number goes through the channel it is connected to. What began before stays
 * where it began: its payments are asked about there, its refunds and its contracts are of that channel. Another merId is another number
 * here, once anything has moved under the first: nothing of it would be found under the second.
 */
export function connectMerchant(
  deps: Deps,
  { merchantNo, to, by, onTrial = false }: ConnectMerchant,
): Promise<Result<Merchant, ConnectMerchantRefusal>> {
  return retryOnConflict(async () => {
    const [merchant, credential, openApp, known, isUsed] = await deps.load(
      deps.merchants.byNo(merchantNo),
      deps.connections.credential(to?.credential ?? ""),
      deps.openPlatform.app(to?.openApp ?? ""),
      deps.connections.of(merchantNo),
      deps.connections.isUsed(merchantNo),
    );
    if (!merchant) return rejected({ code: "merchant_not_found", merchant_no: merchantNo });
    const { mode } = merchant;
    if (merchant.state === "closed") {
      return rejected({ code: "merchant_closed", merchant_no: merchantNo });
    }
    if (to && !credential) {
      return rejected({ code: "credential_not_found", credential: to.credential });
    }
    if ((credential?.mode ?? "test") !== mode) return rejected({ code: "mode_differs", mode });
    if (to?.openApp !== undefined && !openApp) {
      return rejected({ code: "open_app_not_found", app_id: to.openApp });
    }
    if (openApp && openApp.mode !== mode) return rejected({ code: "mode_differs", mode });

    if (to && known && known.merId !== to.merId && isUsed) {
      return rejected({ code: "mer_id_in_use", mer_id: known.merId });
    }

    const { onTrial: _, ...facts } = merchant;
    const connected: Merchant = {
      ...facts,
      ...(to && onTrial ? { onTrial: true } : {}),
      channel: to ? "unionpay" : "sandbox",
      version: merchant.version + 1,
    };
    await deps.commit([{
      type: "merchant.connected",
      merchant: connected,
      connection: to && { ...to, merchantNo },
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, deps.now()),
      by,
    }]);
    return ok(connected);
  });
}
