import { randomInt } from "node:crypto";
import { cardOf, cards } from "../cards.ts";
import type { Context } from "../context.ts";
import { amountOf, remember } from "../world.ts";
import { coded } from "./answer.ts";
import type { Message } from "./message.ts";
import { charge } from "./settle.ts";

/** Up to here a code on a phone pays without its owner's confirmation. */
const UNCONFIRMED_FEN_MAX = 100_000;

/** 申码: a code to show, which is paid on a phone. */
export function applyCode({ world, now }: Context, asked: Message): Message {
  const qrCode = `https://qr.95516.com/00010001/62${digits(30)}`;
  remember(world, { kind: "code", asked, at: now(), qrCode });
  return { ...coded("00", "0000000"), qrCode };
}

/** A number for the control in the merchant's own app. */
export function applyTn({ world, now }: Context, asked: Message): Message {
  const tn = `8${digits(20)}`;
  remember(world, { kind: "app", asked, at: now(), tn });
  return { ...coded("00", "0000000"), tn };
}

/** 被扫: the code on the payer's phone. Large amounts wait until it is confirmed there. */
export function payByConsumerCode(context: Context, asked: Message): Message {
  const { world, now } = context;
  const shown = world.codes.find(({ code }) => code === asked["qrNo"]);
  const card = cardOf(shown?.card);
  if (!shown || !card || shown.used || shown.until < now()) return coded("61", "qrNo");
  shown.used = true;
  const made = remember(world, { kind: "consumer_code", asked, at: now() });
  made.card = card.number;
  const code = amountOf(made) > UNCONFIRMED_FEN_MAX ? made.code : charge(context, made, card);
  return { ...coded(code), queryId: made.queryId };
}

/** 无感支付: by a contract of the open platform. */
export function deduct(context: Context, asked: Message): Message {
  const { world, now, apps } = context;
  const contract = world.contracts.find((each) => each.contractId === asked["contractId"]);
  if (!contract || contract.endedAt !== undefined) return coded("40", "contractId");
  const plan = apps.get(contract.appId)?.plans.find(({ planId }) => planId === contract.planId);
  if (plan && amountOf({ asked }) > plan.perTransactionLimit) return coded("33", "txnAmt");
  const card = cards.find(({ owner }) => owner === contract.payer);
  if (!card) return coded("61", "accNo");
  const made = remember(world, { kind: "deduction", asked, at: now() });
  const code = charge(context, made, card);
  return { ...coded(code), queryId: made.queryId };
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join("");
}
