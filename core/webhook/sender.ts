/** What came back from a receiver, as data. */
export type SendResult =
  | {
    readonly type: "answered";
    readonly status: number;
    readonly body: string;
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
