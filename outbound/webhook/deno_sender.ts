import { lookup } from "node:dns/promises";
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIPv6, type LookupFunction } from "node:net";
import type { SendResult, WebhookSender } from "../../core/webhook/sender.ts";
import { isAddress } from "./address.ts";
import { brokenBy } from "./broken.ts";
import { collectBody, type Collected, SEND_TIMEOUT_MS } from "./answer.ts";
import { publicAddressOf, type Resolve, withoutBrackets } from "./resolve.ts";

export interface SenderOptions {
  /** Demo mode and tests: loopback and private addresses may be called. */
  readonly allowPrivate: boolean;
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
  /** PEM of the certificate authorities to trust instead of the well-known ones. */
  readonly ca?: string;
}

const IDLE_MS = 20_000;
const IDLE_SOCKETS_PER_HOST = 5;

/**
 * The sender of long-lived processes. Names are resolved and checked in the connection's own lookup, so the checked
 * address is the one connected to, with the name kept for TLS; `fetch` would resolve again.
 */
export function createSender(options: SenderOptions): WebhookSender {
  const { allowPrivate, resolve = askSystem, timeoutMs = SEND_TIMEOUT_MS, ca } = options;
  const rules = { resolve, allowPrivate };
  const idle = { keepAlive: true, maxFreeSockets: IDLE_SOCKETS_PER_HOST, timeout: IDLE_MS };
  const http = new HttpAgent(idle);
  const https = new HttpsAgent({ ...idle, ...(ca === undefined ? {} : { ca }) });

  const checkedLookup: LookupFunction = (hostname, { all }, done) => {
    publicAddressOf(hostname, rules).then(
      (address) => {
        const family = isIPv6(address) ? 6 : 4;
        if (all) done(null, [{ address, family }]);
        else done(null, address, family);
      },
      (error) => done(error, "", 0),
    );
  };

  return async (url, headers, body) => {
    const { protocol, hostname, port, pathname, search } = new URL(url);
    // A literal address is connected to without a lookup.
    if (isAddress(hostname)) {
      const refused = await publicAddressOf(hostname, rules).then(() => undefined, brokenBy);
      if (refused) return refused;
    }
    const payload = new TextEncoder().encode(body);
    const secure = protocol === "https:";
    const { promise, resolve: settle } = Promise.withResolvers<SendResult>();
    const request = (secure ? httpsRequest : httpRequest)({
      method: "POST",
      host: withoutBrackets(hostname),
      port: port === "" ? (secure ? 443 : 80) : Number(port),
      path: pathname + search,
      headers: { ...headers, "content-length": payload.length },
      agent: secure ? https : http,
      lookup: checkedLookup,
    });
    let answer: { readonly message: IncomingMessage; readonly collected: Collected } | undefined;
    const end = (result: SendResult) => {
      clearTimeout(timer);
      settle(result);
    };
    // What it sent before it broke off or timed out counts, because the status was there.
    const cut = (otherwise: SendResult) => {
      end(answer ? answered(answer.message, answer.collected) : otherwise);
      request.destroy();
    };
    const timer = setTimeout(() => cut({ type: "timed_out" }), timeoutMs);
    request.on("error", (error) => cut(brokenBy(error)));
    request.on("response", (message) => {
      const collected = collectBody();
      answer = { message, collected };
      message.on("data", (chunk: Uint8Array) => {
        if (!collected.add(chunk)) cut({ type: "timed_out" });
      });
      message.on("end", () => end(answered(message, collected)));
      message.on("error", (error) => cut(brokenBy(error)));
    });
    request.end(payload);
    return await promise;
  };
}

function answered({ statusCode, headers }: IncomingMessage, collected: Collected): SendResult {
  return {
    type: "answered",
    status: statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(", ")]),
    ),
    body: collected.text(),
    bytes: collected.bytes(),
    retryAfter: headers["retry-after"],
  };
}

/** By the system's resolver, so that a hosts file and a search list apply as usual. */
async function askSystem(name: string): Promise<readonly string[]> {
  return (await lookup(name, { all: true })).map((each) => each.address);
}
