import { maskedPhone } from "../consumer/consumer.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { mayChangePhone, type MayChangeRefusal } from "./change_phone.ts";
import { openIdentityPhone } from "./seal_phone.ts";

export interface OwnPhone {
  /** Masked; undefined where no phone opens the account. */
  readonly phone: string | undefined;
  /** Why they may not change it now. */
  readonly refused: MayChangeRefusal["code"] | undefined;
  /** Something else opens the account. */
  readonly removable: boolean;
}

export async function viewPhone(
  deps: Deps,
  here: Pick<ConsumerHere, "consumer" | "session">,
): Promise<OwnPhone> {
  const { consumerId } = here.consumer;
  const [ways, passkeys] = await deps.load(
    deps.identities.of(consumerId),
    deps.consumerPasskeys.of(consumerId),
  );
  const phone = ways.find(({ issuer }) => issuer === "phone");
  const refused = await mayChangePhone(deps, here);
  return {
    phone: phone && maskedPhone(await openIdentityPhone(deps.vault, phone) ?? ""),
    refused: refused?.code,
    removable: phone !== undefined && ways.length + passkeys.length > 1,
  };
}
