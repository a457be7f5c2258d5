import { isMerchantNo, type MerchantNo } from "../../../../core/id.ts";
import { ok, rejected, type Result } from "../../../../core/result.ts";
import { isWebhookType, type WebhookType } from "../../../../core/webhook/event_type.ts";
import { judgeReceiverUrl } from "../../../../outbound/webhook/receiver_url.ts";
import type { TypedEndpoint } from "../../../../views/console/webhooks/endpoint_form.tsx";
import type { EndpointFormError } from "../../../../views/console/webhooks/form_error.ts";

export interface EndpointFields {
  readonly url: string;
  readonly eventTypes: readonly WebhookType[];
  readonly merchantNos: readonly MerchantNo[];
}

/** As somebody filled it in. */
export function typedEndpoint(form: URLSearchParams): TypedEndpoint {
  return {
    url: (form.get("url") ?? "").trim(),
    types: form.getAll("event_type"),
    about: form.get("about") ?? "",
  };
}

/** What the form means, or what is wrong with it. */
export function readEndpointForm(
  { url, types, about }: TypedEndpoint,
  rules: { readonly allowPrivate: boolean },
): Result<EndpointFields, { readonly code: EndpointFormError }> {
  if (judgeReceiverUrl(url, rules)) return rejected({ code: "url" });
  const eventTypes = readTypes(types);
  if (!eventTypes) return rejected({ code: "types" });
  const lines = about.split(/\s+/).filter((each) => each !== "");
  const merchantNos = [...new Set(lines.filter(isMerchantNo))];
  if (!lines.every(isMerchantNo) || merchantNos.length > MERCHANT_NOS_MAX) {
    return rejected({ code: "about" });
  }
  return ok({ url, eventTypes, merchantNos });
}

/** As many as the API takes. */
const MERCHANT_NOS_MAX = 200;

/** Each once; undefined if one of them is none. */
export function readTypes(types: readonly string[]): readonly WebhookType[] | undefined {
  return types.every(isWebhookType) ? [...new Set(types.filter(isWebhookType))] : undefined;
}
