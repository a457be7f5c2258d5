import type { Headers } from "./delivery.ts";

/** What came back from a receiver, as data. */
export type SendResult =
  | {
    readonly type: "answered";
    readonly status: number;
    readonly headers: Headers;
    readonly body: string;
    /** How much of the body was read. */
    readonly bytes: number;
    readonly retryAfter: string | undefined;
  }
  | { readonly type: "refused_address"; readonly detail: string }
  | { readonly type: "timed_out" }
  | { readonly type: "broken"; readonly detail: string };

export type WebhookSender = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<SendResult>;
