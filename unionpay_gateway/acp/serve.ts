import { brokenOff } from "../broken_off.ts";
import type { Context } from "../context.ts";
import { coded, echoOf, sealed } from "./answer.ts";
import { carryOut } from "./back.ts";
import { checkRequest } from "./check.ts";
import { type places, typeOf } from "./kinds.ts";
import { printRaw } from "./message.ts";

interface Given {
  readonly place: (typeof places)[keyof typeof places];
  readonly contentType: string;
  readonly body: string;
}

/** Answers a merchant's program: always signed, never encoded, and misbehaving as the rules say. */
export async function answerAcp(context: Context, given: Given): Promise<Response> {
  const { behaviour } = context;
  const checked = checkRequest(context, given);
  const { asked } = checked;
  const about = [typeOf(asked), asked["txnType"] ?? ""];
  if (behaviour.take(about, "down")) return new Response(null, { status: 503 });
  const said = saidTo();
  const slow = behaviour.take(about, "slow")?.seconds;
  if (slow !== undefined) await new Promise((resolve) => setTimeout(resolve, slow * 1_000));
  if (behaviour.take(about, "silent")) return brokenOff();
  const spoils = ["wrong_amount", "wrong_merchant", "wrong_signature", "unsigned"] as const;
  const message = { ...echoOf(asked), ...said };
  const answer = sealed(message, context.signer(), behaviour.take(about, ...spoils));
  return new Response(printRaw(answer), { headers: { "content-type": "text/html;charset=UTF-8" } });

  function saidTo() {
    if (!checked.ok) return coded(checked.code, checked.detail);
    const forced = behaviour.take(about, "answer");
    if (forced) return coded(forced.code ?? "ZZ");
    // A page is entered by a browser and never comes here.
    if (checked.kind.name === "page") return coded("10", "txnType");
    return carryOut(context, checked.kind.name, checked);
  }
}
