import { openPhone } from "../consumer/seal_person.ts";
import type { Deps } from "../deps.ts";
import type { FlowOptions } from "../flow.ts";
import type { MerchantNo } from "../id.ts";
import { sweep } from "../sweep.ts";
import type { OwedAccountMessage } from "./account_message.ts";
import { accountText } from "./account_text.ts";
import { handOver } from "./hand_over.ts";
import { messageText } from "./message_text.ts";
import type { OwedMessage } from "./owed_message.ts";
import { phonesOf } from "./phones_of.ts";

/** What is about nobody's merchant takes its turn as one merchant's would. */
const NOBODY = "" as MerchantNo;

/**
 * Tells consumers what they are owed to know: what happened to their account, that a contract was signed, that it has
 * ended, and, if they asked for it, that it was charged.
 */
export async function tellConsumers(deps: Deps, options?: FlowOptions): Promise<void> {
  await sweep<OwedAccountMessage>(deps, {
    name: "tell_consumers",
    subject: ({ messageId: id }) => ({ id, merchantNo: NOBODY }),
    due: (now, _merchantNo, max) => deps.accountMessages.due(now, max),
    work: (message) =>
      handOver(deps, deps.accountMessages, message, () => tellOfAccount(deps, message)),
  }, options);
  await sweep<OwedMessage>(deps, {
    name: "tell_consumers",
    subject: ({ messageId: id, payee: { merchantNo } }) => ({ id, merchantNo }),
    due: (now, _merchantNo, max) => deps.messages.due(now, max),
    work: (message) => handOver(deps, deps.messages, message, () => tell(deps, message)),
  }, options);
}

async function tell(deps: Deps, message: OwedMessage): Promise<void> {
  const { messageId, contract: { consumerId, channel }, sealedPhone } = message;
  const phone = await openPhone(deps.vault, { consumerId, sealedPhone });
  // Where the channel does not say whose phone it is, the wallet tells.
  if (phone === "") return;
  const text = messageText(message, deps.config.institution);
  await deps.sms({ messageId, phone, text, test: channel === "sandbox" });
}

/** To every phone; if one of them fails all are told again, and the provider drops what it has. */
async function tellOfAccount(deps: Deps, message: OwedAccountMessage): Promise<void> {
  const phones = await phonesOf(deps.vault, message);
  const text = await accountText(deps, message);
  for (const [i, { phone, test }] of phones.entries()) {
    const messageId = i === 0 ? message.messageId : `${message.messageId}-${i + 1}`;
    await deps.sms({ messageId, phone, text, test });
  }
}
