const TIMEOUT_MS = 8_000;

/** Somebody who takes messages from us, and the bearer token for it. */
export interface Provider {
  readonly url: string;
  readonly token: string | undefined;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** Hands a message over by one request; any 2xx answer takes it. Follows no redirect. `what` names it in an error. */
export async function handOver(
  { url, token, fetch }: Provider,
  what: "mail" | "SMS",
  body: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      "Content-Type": "application/json",
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The ${what} provider answered ${answer.status}`);
}
