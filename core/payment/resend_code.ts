import { spend, type TooMany } from "../budget/spend.ts";
import type { Deps } from "../deps.ts";
import type { ClientKind } from "../method/client.ts";
import { ok, rejected, type Result } from "../result.ts";
import { closeUnsent } from "./close_unsent.ts";
import { type AboutCode, type CodeRefusal, loadCodeFacts, tokenOf } from "./code_facts.ts";
import type { Payment } from "./payment.ts";
import { sendCode } from "./send_code.ts";

export interface ResendCode extends AboutCode {
  readonly client: ClientKind;
}

export type ResendCodeRefusal = CodeRefusal | TooMany | { readonly code: "code_too_soon" };

/** Sends the owner of the card another code for the same payment. */
export async function resendCode(
  deps: Deps,
  { client, ...about }: ResendCode,
): Promise<Result<Payment, ResendCodeRefusal>> {
  const facts = await loadCodeFacts(deps, about);
  if (!facts.ok) return facts;
  const { payment, card } = facts.value;
  const channel = deps.channels[payment.channel];
  if (!card || !channel) return ok(await closeUnsent(deps, facts.value, "card_not_bound"));
  const spent = await spend(deps, [[{ budget: "pay_codes", subject: card.bindingId }]]);
  if (!spent.ok) return spent;
  const sent = await sendCode(deps, channel, {
    payment,
    card: await tokenOf(deps, card),
    onPhone: client !== "desktop",
  });
  if (sent.type === "unclear") return ok(payment);
  if (sent.reason === "code_too_soon") return rejected({ code: sent.reason });
  return ok(await closeUnsent(deps, facts.value, sent.reason));
}
