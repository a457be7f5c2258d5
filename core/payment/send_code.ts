import { callChannel } from "../channel/call_channel.ts";
import type { CardToken, CodeOutcome } from "../channel/card_channel.ts";
import type { Channel } from "../channel/channel.ts";
import type { Deps } from "../deps.ts";
import type { Payment } from "./payment.ts";

/** Asks the channel to send the card's owner the code for this payment. */
export async function sendCode(
  deps: Deps,
  { cards }: Channel,
  { payment, card, onPhone }: {
    readonly payment: Payment;
    readonly card: CardToken;
    readonly onPhone: boolean;
  },
): Promise<CodeOutcome> {
  const { channelOrderNo, merchantNo, amount, flow, createdAt: sentAt } = payment;
  const asked = { channelOrderNo, merchantNo, amount, flow, sentAt, at: sentAt };
  const command = { ...asked, card, onPhone };
  if (!cards) return { type: "failed", reason: "refused_by_channel" };
  const response = await callChannel(deps, await cards.sendCode(command));
  return response ? await cards.readSendCode(response, command) : { type: "unclear" };
}
