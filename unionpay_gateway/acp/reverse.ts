import { clearingDay } from "../beijing_time.ts";
import type { Context } from "../context.ts";
import { amountOf, findByNumber, remember, type Transaction } from "../world.ts";
import { coded } from "./answer.ts";
import { type KindName, typeOf } from "./kinds.ts";
import type { Message } from "./message.ts";
import { fail, succeed } from "./settle.ts";

const DAY_MS = 86_400_000;
const payments: readonly KindName[] = [
  "page",
  "app",
  "code",
  "consumer_code",
  "deduction",
  "token_payment",
];
const byCode: readonly KindName[] = ["code", "consumer_code"];

/** 退货: some or all of a payment goes back, later too. */
export function refund(context: Context, asked: Message): Message {
  const { world, behaviour, now } = context;
  const original = originalOf(context, asked);
  if (!original || original.stage === "reversed") return coded("35", "origQryId");
  const amount = amountOf({ asked });
  if (original.stage === "voided" || original.refunded === amountOf(original)) return coded("45");
  if (original.refunded + amount > amountOf(original)) return coded("36", "txnAmt");
  const days = byCode.includes(original.kind) ? 30 : 90;
  if (now() - original.at > days * DAY_MS) return coded("35", `more than ${days} days ago`);
  const made = remember(world, { kind: "refund", asked, at: now() });
  const rule = behaviour.take([typeOf(asked), "04"], "decline");
  if (rule) fail(made, rule.code ?? "01");
  else {
    original.refunded += amount;
    succeed(context, made);
  }
  return accepted(made);
}

/** 消费撤销: all of a payment, on its own clearing day. */
export function voidPayment(context: Context, asked: Message): Message {
  const { world, now, behaviour } = context;
  const original = originalOf(context, asked);
  if (!original || original.stage === "reversed") return coded("35", "origQryId");
  if (original.stage === "voided" || original.refunded > 0) return coded("45");
  if (amountOf({ asked }) !== amountOf(original)) return coded("36", "txnAmt");
  if (original.settleDate !== clearingDay(now())) return coded("35", "another clearing day");
  const made = remember(world, { kind: "void", asked, at: now() });
  const rule = behaviour.take([typeOf(asked), "31"], "decline");
  if (rule) fail(made, rule.code ?? "01");
  else {
    original.stage = "voided";
    succeed(context, made);
  }
  return accepted(made);
}

/** 冲正: what was sent under this number and time never happened. A page is not sent by the merchant. */
export function reverse(context: Context, asked: Message): Message {
  const original = findByNumber(context.world, asked);
  const known = original && payments.includes(original.kind) ? original : undefined;
  if (!known || known.kind === "page" || known.kind === "app") return coded("35", "orderId");
  if (asked["txnAmt"] && amountOf({ asked }) !== amountOf(known)) return coded("36", "txnAmt");
  if (known.stage === "voided" || known.refunded > 0) return coded("45");
  const moved = known.stage === "succeeded";
  if (moved && known.settleDate !== clearingDay(context.now())) {
    return coded("35", "another clearing day");
  }
  if (known.stage !== "failed") {
    known.stage = "reversed";
    known.code = "45";
  }
  return { ...coded("00", "0000000"), queryId: known.queryId };
}

function originalOf({ world }: Context, asked: Message): Transaction | undefined {
  return world.transactions.find(({ kind, queryId, asked: original, code }) =>
    queryId === asked["origQryId"] && original["merId"] === asked["merId"] &&
    payments.includes(kind) && (code === "00" || code === "45")
  );
}

/** Taken, which says nothing of how it ends. */
function accepted({ queryId, asked }: Transaction): Message {
  return {
    ...coded("00", "0000000"),
    queryId,
    origQryId: asked["origQryId"] ?? "",
    txnAmt: asked["txnAmt"] ?? "",
  };
}
