import type { SendResult, WebhookSender } from "../../core/deps.ts";
import { collectBody, SEND_TIMEOUT_MS } from "./answer.ts";
import { AddressRefused, publicAddressOf, type Resolve } from "./resolve.ts";

export interface FetchSenderOptions {
  readonly allowPrivate: boolean;
  readonly resolve: Resolve;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly timeoutMs?: number;
}

/**
 * The sender of runtimes that only have `fetch`. The name is checked before, but resolved once more by the runtime;
 * there the platform itself keeps requests out of private networks.
 */
export function createFetchSender(options: FetchSenderOptions): WebhookSender {
  const { fetch, timeoutMs = SEND_TIMEOUT_MS } = options;
  return async (url, headers, body) => {
    const ending = new AbortController();
    const { promise: silence, resolve: giveUp } = Promise.withResolvers<SendResult>();
    const timer = setTimeout(() => {
      giveUp({ type: "timed_out" });
      ending.abort();
    }, timeoutMs);
    const post = async (): Promise<SendResult> => {
      await publicAddressOf(new URL(url).hostname, options);
      const request = { method: "POST", headers, body, redirect: "manual" } as const;
      const response = await fetch(url, { ...request, signal: ending.signal });
      const retryAfter = response.headers.get("retry-after") ?? undefined;
      const text = await readCapped(response, ending.signal);
      return { type: "answered", status: response.status, body: text, retryAfter };
    };
    try {
      return await Promise.race([post().catch(asResult), silence]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** What came until the cap, the end or the time-out; the status is already known, so none of them is a failure. */
async function readCapped(response: Response, signal: AbortSignal): Promise<string> {
  const collected = collectBody();
  const reader = response.body?.getReader();
  try {
    while (reader && !signal.aborted) {
      const { done, value } = await reader.read();
      if (done || !collected.add(value)) break;
    }
  } catch (error) {
    if (collected.text() === "" && !signal.aborted) throw error;
  }
  await reader?.cancel().catch(() => undefined);
  return collected.text();
}

function asResult(error: unknown): SendResult {
  if (error instanceof AddressRefused) return { type: "refused_address", detail: error.message };
  return { type: "broken", detail: error instanceof Error ? error.message : String(error) };
}
