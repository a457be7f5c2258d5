/** What the page shows of a body that may be anything. */
export interface ReadableWebhook {
  /** The resource it is about, e.g. an order's id. */
  readonly about: string | undefined;
  /** Fen. */
  readonly amount: number | undefined;
  readonly sequence: string | undefined;
  /** The body with line breaks, or as received. */
  readonly pretty: string;
}

const IDS = ["refund_id", "payment_id", "order_id", "endpoint_id", "kid"];

export function readWebhook(body: string): ReadableWebhook {
  const parsed = parse(body);
  const data = objectOf(objectOf(parsed)["data"]);
  const { amount, sequence } = data;
  return {
    about: IDS.map((name) => data[name]).find((id) => typeof id === "string"),
    amount: typeof amount === "number" && Number.isSafeInteger(amount) ? amount : undefined,
    sequence: typeof sequence === "number" ? String(sequence) : undefined,
    pretty: parsed === undefined ? body : JSON.stringify(parsed, null, 2),
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
