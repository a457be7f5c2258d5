import type { HttpRequest, HttpResponse } from "../../core/channel/http.ts";
import type { Deps } from "../../core/deps.ts";

export interface HttpOptions {
  /** Our own origin: requests to it never leave the process. */
  readonly publicUrl: string;
  /** The portal itself. */
  readonly dispatch: (request: Request) => Promise<Response>;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly timeoutMs: number;
}

/** No channel answers with more, except with a file; anything longer is not an answer. */
const ANSWER_CHARACTERS_MAX = 256 * 1024;

/**
 * The only sender of channel requests. A request to our own origin is answered in place, because a worker cannot call
 * itself. Throws when no complete response came within `timeoutMs`; redirects are not followed.
 */
export function createHttp(
  { publicUrl, dispatch, fetch, timeoutMs }: HttpOptions,
): Deps["http"] {
  const { origin } = new URL(publicUrl);
  return async (
    { method, url, headers, body, answerMax = ANSWER_CHARACTERS_MAX }: HttpRequest,
  ): Promise<HttpResponse> => {
    const ending = new AbortController();
    const request = new Request(url, {
      method,
      headers,
      redirect: "manual",
      signal: ending.signal,
      ...(method === "POST" ? onceOnly(body) : {}),
    });
    const send = new URL(url).origin === origin ? dispatch : fetch;
    const { promise: silence, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const error = new DOMException(`No answer within ${timeoutMs} ms`, "TimeoutError");
      ending.abort(error);
      reject(error);
    }, timeoutMs);
    try {
      return await Promise.race([
        send(request).then((response) => readWhole(response, answerMax)),
        silence,
      ]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * A body as a stream: `fetch` sends text in memory a second time when a connection closes without an answer, and a
 * charge must reach a bank once.
 */
function onceOnly(body: string): RequestInit {
  const init: RequestInit & { readonly duplex: "half" } = {
    body: new Blob([body]).stream(),
    duplex: "half",
  };
  return init;
}

async function readWhole(response: Response, charactersMax: number): Promise<HttpResponse> {
  const body = await response.text();
  if (body.length > charactersMax) throw new RangeError("Cannot read answer: too long");
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}
