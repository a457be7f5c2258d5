const TIMEOUT_MS = 8_000;

/** Somebody who takes messages from us, and how they know that it is us. */
export interface Provider {
  readonly url: string;
  readonly token: string | undefined;
  /** The portal's detached JWS over what is sent there, as webhooks have it. */
  readonly sign: (url: string, body: Uint8Array<ArrayBuffer>) => Promise<string>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** Hands a message over by one request; any 2xx answer takes it. Follows no redirect. `what` names it in an error. */
export async function handOver(
  { url, token, sign, fetch }: Provider,
  what: "mail" | "SMS",
  message: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(message));
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      "Content-Type": "application/json",
      "Countersign-Signature": await sign(url, body),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body,
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The ${what} provider answered ${answer.status}`);
}
