import * as z from "zod";
import { PLAIN_URL } from "../../../core/url_pattern.ts";
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
    pattern: PLAIN_URL,
    description: rules.allowPrivate
      ? "An http or https URL, without user name, password and `#`."
      : "An https URL on the public internet, without user name, password and `#`; port 443, or 1024 or above.",
    maxLength: URL_CHARACTERS_MAX,
    examples: ["https://shop.example/hook"],
  });
}
