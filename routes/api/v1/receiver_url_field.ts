import * as z from "zod";
import {
  judgeReceiverUrl,
  type ReceiverRules,
  URL_CHARACTERS_MAX,
} from "../../../outbound/webhook/receiver_url.ts";

/** A webhook receiver's URL, refused with a reason. Every send checks again what the name resolves to. */
export function receiverUrl(rules: ReceiverRules) {
  return z.string().superRefine((value, context) => {
    const refusal = judgeReceiverUrl(value, rules);
    if (!refusal) return;
    const params = { code: refusal.code, max: URL_CHARACTERS_MAX };
    context.addIssue({ code: "custom", params, message: refusal.detail });
  }).meta({
    format: "uri",
    maxLength: URL_CHARACTERS_MAX,
    examples: ["https://shop.example/hook"],
  });
}
