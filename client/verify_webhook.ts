import type { components } from "./api.d.ts";
import { NotTrusted, type PortalKeys, verifiedHeader } from "./portal_keys.ts";

type Schemas = components["schemas"];
export type EventType = Schemas["Event"]["type"];

/** What is in `data`, by the first half of the type. */
interface DataOf {
  readonly order: Schemas["Order"];
  readonly payment: Schemas["Payment"];
  readonly refund: Schemas["Refund"];
  readonly plan: Schemas["Plan"];
  readonly signing: Schemas["Signing"];
  readonly contract: Schemas["Contract"];
  readonly deduction: Schemas["Deduction"];
  readonly endpoint: Schemas["Endpoint"];
  readonly key: Schemas["Key"];
}

type Noun<T extends string> = T extends `${infer N}.${string}` ? N : never;

/** An event by its type: after `event.type === "order.paid"`, `event.data` is an order. */
export type WebhookEvent = {
  [T in EventType]: {
    readonly event_id: string;
    readonly type: T;
    readonly timestamp: string;
    readonly data: DataOf[Noun<T> & keyof DataOf] & { readonly sequence: number };
  };
}[EventType];

/** One of these proves it: your endpoint's secret or public key, or the portal's own keys and your endpoint's URL. */
export type WebhookProof =
  /** `whsec_…`, for `v1`. */
  | { readonly secret: string }
  /** `whpk_…`, for `v1a`. */
  | { readonly publicKey: string }
  | { readonly portalKeys: PortalKeys; readonly url: string };

const AGE_SECONDS_MAX = 300;

/**
 * The event in a webhook. `body` is what was received, byte for byte. Throws NotTrusted when it isn't from the portal, was
 * changed, or is older than five minutes. The same event may come twice: remember its `event_id`.
 */
export async function verifyWebhook(
  body: Uint8Array,
  headers: Headers,
  proof: WebhookProof,
): Promise<WebhookEvent> {
  if ("portalKeys" in proof) await verifyJws(body, headers, proof);
  else await verifyStandard(body, headers, proof);
  return JSON.parse(new TextDecoder().decode(body));
}

/** Standard Webhooks 1.0: `webhook-signature` over `id.timestamp.body`. */
async function verifyStandard(
  body: Uint8Array,
  headers: Headers,
  proof: Exclude<WebhookProof, { readonly portalKeys: PortalKeys }>,
): Promise<void> {
  const [id, timestamp] = [headers.get("webhook-id"), headers.get("webhook-timestamp")];
  refuseOld(timestamp);
  const before = new TextEncoder().encode(`${id}.${timestamp}.`);
  const text = new Uint8Array([...before, ...body]);
  const version = "secret" in proof ? "v1" : "v1a";
  const key = await keyOf(proof);
  const given = (headers.get("webhook-signature") ?? "").split(" ")
    .filter((each) => each.startsWith(`${version},`))
    .map((each) => bytesOf(each.slice(version.length + 1)));
  for (const signature of given) {
    if (await crypto.subtle.verify(key.algorithm.name, key, signature, text)) return;
  }
  throw new NotTrusted(`None of its ${given.length} ${version} signatures is right`);
}

function keyOf(proof: { readonly secret: string } | { readonly publicKey: string }) {
  const [text, algorithm] = "secret" in proof
    ? [proof.secret, { name: "HMAC", hash: "SHA-256" }] as const
    : [proof.publicKey, { name: "Ed25519" }] as const;
  const raw = bytesOf(text.replace(/^wh(?:sec|pk)_/, ""));
  return crypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
}

/** Of Base64; what is none are no bytes, which sign nothing. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** The portal's own signature, which needs no secret and names this endpoint. */
async function verifyJws(
  body: Uint8Array,
  headers: Headers,
  { portalKeys, url }: Extract<WebhookProof, { readonly portalKeys: PortalKeys }>,
): Promise<void> {
  const header = await verifiedHeader(headers.get("countersign-signature"), body, portalKeys);
  if (header["htm"] !== "POST" || header["htu"] !== url) {
    throw new NotTrusted("It was sent to another address");
  }
  refuseOld(header["iat"]);
}

function refuseOld(seconds: unknown): void {
  const age = Math.abs(Date.now() / 1_000 - Number(seconds ?? NaN));
  if (!(age <= AGE_SECONDS_MAX)) throw new NotTrusted("It is not from the last five minutes");
}
