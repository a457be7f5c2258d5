import { byConsumer } from "../actor.ts";
import { digestCard } from "../block/digest_card.ts";
import { NOT_BLOCKED } from "../block/listed_as.ts";
import { checkAtChannel } from "../card_binding/end_at_channel.ts";
import { callChannel } from "../channel/call_channel.ts";
import type { FailureReason } from "../channel/failure_reason.ts";
import type { PayByCard } from "../channel/card_channel.ts";
import { nextQuery } from "../channel/query_ladder.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { ClientKind } from "../method/client.ts";
import { paths } from "../paths.ts";
import { ok, rejected, type Result } from "../result.ts";
import { typedCode } from "../text/typed_code.ts";
import { closeUnsent } from "./close_unsent.ts";
import { type AboutCode, type CodeRefusal, loadCodeFacts, tokenOf } from "./code_facts.ts";
import { advance, codeEndsAt, type Payment } from "./payment.ts";
import { commitOutcome } from "./record_outcome.ts";

export interface PayWithCode extends AboutCode {
  readonly code: string;
  readonly client: ClientKind;
}

export type PayWithCodeRefusal = CodeRefusal | { readonly code: "code_malformed" };

/**
 * Charges the card with the code that its owner was sent. That it was typed is committed before it is sent, so however
 * often the form comes, one message goes out; what its answer leaves open is asked about like every payment.
 */
export async function payWithCode(
  deps: Deps,
  { code: typed, client, ...about }: PayWithCode,
): Promise<Result<Payment, PayWithCodeRefusal>> {
  const facts = await loadCodeFacts(deps, about);
  if (!facts.ok) return facts;
  const { payment, order, merchant, card } = facts.value;
  const at = merchantNow(merchant, deps.now());
  if (at >= codeEndsAt(payment)) return ok(await closeUnsent(deps, facts.value, "code_expired"));
  const channel = deps.channels[payment.channel];
  if (!card || !channel?.cards) return ok(await closeUnsent(deps, facts.value, "card_not_bound"));
  const code = typedCode(typed);
  if (!/^\d{4,8}$/.test(code)) return rejected({ code: "code_malformed" });

  const { channelOrderNo, merchantNo, amount, flow, createdAt: sentAt } = payment;
  const charged = await tokenOf(deps, card);
  const command: PayByCard = {
    channelOrderNo,
    merchantNo,
    amount,
    sentAt,
    flow,
    at,
    code,
    card: charged,
    onPhone: client !== "desktop",
    noticeUrl: `${deps.config.publicUrl}${paths.notice(channel.name)}`,
  };
  const request = await channel.cards.pay(command);
  const schedule = channel.querySchedule({ about: "payment", flow });
  const queryAfter = nextQuery(schedule, { sentAt, queries: 0 }, at);
  const confirmed = advance(payment, { type: "confirmed", queryAfter });
  if (!confirmed.ok) throw new TypeError("Cannot be: it waits for its code");
  const by = byConsumer(card.consumerId);
  const eventId = deps.newId("evt");
  const type = "payment.confirmed";
  let chain = "";
  const conflict = await conflictOf(
    deps.commit([{
      type,
      payment: confirmed.value,
      order,
      card: card.bindingId,
      payer: { consumerId: card.consumerId, cards: [await digestCard(deps.vault, charged.token)] },
      eventId,
      at,
      by,
    }])
      .then((heads) => chain = heads.get(payment.paymentId) ?? ""),
  );
  if (conflict) return await refusedBy(deps, about, conflict.constraint);

  const response = await callChannel(deps, request);
  const outcome = response
    ? await channel.cards.readPay(response, command)
    : { type: "unclear" } as const;
  const after = await commitOutcome(
    deps,
    { ...facts.value, payment: { ...confirmed.value, chain } },
    outcome,
  );
  if (after.state === "failed" && after.reason === "card_not_bound") {
    await checkAtChannel(deps, card);
  }
  return ok(after);
}

/** Another of the same form was first; or the order, its shop or the card has ended, and this can be paid no more. */
async function refusedBy(
  deps: Deps,
  about: AboutCode,
  constraint: string,
): Promise<Result<Payment, PayWithCodeRefusal>> {
  const facts = await loadCodeFacts(deps, about);
  if (!facts.ok) return facts;
  return ok(await closeUnsent(deps, facts.value, reasonOf(constraint)));
}

function reasonOf(constraint: string): FailureReason {
  if (constraint === "card_bound") return "card_not_bound";
  if (constraint === NOT_BLOCKED) return "risk_refused";
  // Whoever reported their phone as lost stopped it themselves.
  return constraint === "phone_not_lost" ? "cancelled_by_payer" : "refused_by_channel";
}
