import type { SendResult, WebhookSender } from "../../core/webhook/sender.ts";
import { brokenBy } from "./broken.ts";
import { collectBody, type Collected, SEND_TIMEOUT_MS } from "./answer.ts";
import { publicAddressOf, type Resolve } from "./resolve.ts";

export interface FetchSenderOptions {
  readonly allowPrivate: boolean;
  readonly resolve: Resolve;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly timeoutMs?: number;
}

/** What has arrived so far: enough for a result, because the status is there. */
interface Coming {
  readonly response: Response;
  readonly collected: Collected;
}

/**
 * The sender of runtimes that only have `fetch`. The name is checked first, but resolved again by the runtime; there
 * the platform itself keeps requests out of private networks.
 */
export function createFetchSender(options: FetchSenderOptions): WebhookSender {
  const { fetch, timeoutMs = SEND_TIMEOUT_MS } = options;
  return async (url, headers, body) => {
    const ending = new AbortController();
    const { promise: silence, resolve: giveUp } = Promise.withResolvers<SendResult>();
    let coming: Coming | undefined;
    const timer = setTimeout(() => {
      giveUp(coming ? answered(coming) : { type: "timed_out" });
      ending.abort();
    }, timeoutMs);

    const post = async (): Promise<SendResult> => {
      await publicAddressOf(new URL(url).hostname, options);
      const request = { method: "POST", headers, body, redirect: "manual" } as const;
      const response = await fetch(url, { ...request, signal: ending.signal });
      coming = { response, collected: collectBody() };
      await readCapped(coming);
      return answered(coming);
    };
    try {
      return await Promise.race([
        post().catch((error) => coming ? answered(coming) : brokenBy(error)),
        silence,
      ]);
    } finally {
      clearTimeout(timer);
      // The rest of the response is not needed.
      ending.abort();
    }
  };
}

async function readCapped({ response, collected }: Coming): Promise<void> {
  const reader = response.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done || !collected.add(chunk.value)) return;
  }
}

function answered({ response, collected }: Coming): SendResult {
  return {
    type: "answered",
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: collected.text(),
    bytes: collected.bytes(),
    retryAfter: response.headers.get("retry-after") ?? undefined,
  };
}
