import { chanceOf } from "../chance.ts";
import type { Deps } from "../deps.ts";
import type { SendResult } from "./sender.ts";
import { after, between, type Duration, type Instant, seconds, unixSeconds } from "../time.ts";
import type { AttemptOutcome, Claim, ClaimedDelivery, Headers } from "./delivery.ts";
import { type Endpoint, secretsInForce } from "./endpoint.ts";
import { nextTry, readRetryAfter } from "./retry.ts";
import { bodyOf } from "./sent_body.ts";
import { signingKeys, webhookHeaders } from "./signature.ts";

/** A dispatcher that dies is replaced after this long; an attempt takes far less. */
export const LEASE = seconds(60);

/** Leases up to `max` deliveries to send now, with at most `perEndpoint` in flight to one endpoint. */
export async function claimDeliveries(
  deps: Deps,
  limits: Omit<Claim, "now" | "leasedUntil" | "lease">,
): Promise<readonly ClaimedDelivery[]> {
  const now = deps.now();
  const lease = deps.random(12).toHex();
  const claim = deps.deliveries.claim({
    now,
    leasedUntil: after(now, LEASE),
    lease,
    ...limits,
  });
  const verdict = await deps.write(claim.unit);
  return verdict.type === "committed" ? claim.read(verdict.rows) : [];
}

/** Signs and sends one claimed delivery. Never throws for anything the receiver does. */
export async function attempt(
  deps: Deps,
  delivery: ClaimedDelivery,
  endpoint: Endpoint,
): Promise<AttemptOutcome> {
  const startedAt = deps.now();
  const body = bodyOf(delivery.event);
  const inForce = secretsInForce(endpoint, after(startedAt, delivery.clockOffset));
  const keys = await Promise.all(
    inForce.map((each) => signingKeys(deps.vault, endpoint.endpointId, each)),
  );
  const headers = await webhookHeaders(deps.vault, keys, {
    eventId: delivery.event.eventId,
    timestamp: unixSeconds(startedAt),
    body,
    url: endpoint.url,
    jti: `${delivery.deliveryId}.${delivery.attempts + 1}`,
  });
  const result = await deps.send(endpoint.url, headers, body);
  const given = { startedAt, endedAt: deps.now(), chance: chanceOf(deps) };
  return judge(delivery, { sentHeaders: headers, result }, given);
}

/** What a receiver's answer means for a delivery: 2xx is delivered, anything else is retried. */
export function judge(
  delivery: ClaimedDelivery,
  { sentHeaders, result }: { readonly sentHeaders: Headers; readonly result: SendResult },
  given: { readonly startedAt: Instant; readonly endedAt: Instant; readonly chance: number },
): AttemptOutcome {
  const at = after(given.startedAt, delivery.clockOffset);
  const facts = {
    delivery,
    at,
    tookMs: between(given.startedAt, given.endedAt),
    sentHeaders,
    ...answerOf(result),
    error: errorOf(result),
  };
  if (result.type === "answered" && result.status >= 200 && result.status < 300) {
    return { ...facts, state: "delivered", nextAttemptAt: undefined };
  }
  const endedAt = after(given.endedAt, delivery.clockOffset);
  const asked = askedWait(result, given.endedAt);
  const next = nextTry(endedAt, delivery.attempts + 1, given.chance, asked);
  return { ...facts, state: next === undefined ? "exhausted" : "due", nextAttemptAt: next };
}

/** The receiver says it is gone for good. */
export function saidGone(outcome: AttemptOutcome): boolean {
  return outcome.status === 410;
}

function askedWait(result: SendResult, now: Instant): Duration | undefined {
  return result.type === "answered" ? readRetryAfter(result.retryAfter, now) : undefined;
}

function errorOf(result: SendResult): string | undefined {
  switch (result.type) {
    case "answered":
      return undefined;
    case "timed_out":
      return "timed_out";
    case "refused_address":
    case "broken":
      return `${result.type}: ${safeText(result.detail, ERROR_CHARACTERS_MAX)}`;
  }
}

const ANSWER_CHARACTERS_MAX = 2_000;
const ERROR_CHARACTERS_MAX = 200;
/** Of all headers of an answer together. */
const HEADER_CHARACTERS_MAX = 2_000;

function answerOf(result: SendResult) {
  if (result.type !== "answered") {
    const [status, answerHeaders, answer, answerBytes] = [
      undefined,
      undefined,
      undefined,
      undefined,
    ];
    return { status, answerHeaders, answer, answerBytes };
  }
  return {
    status: result.status,
    answerHeaders: shownHeaders(result.headers),
    answer: shownAnswer(result.body),
    answerBytes: result.bytes,
  };
}

/** As many as fit, each whole but the last one that does. */
function shownHeaders(headers: Headers): Headers {
  let room = HEADER_CHARACTERS_MAX;
  const shown: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (room <= name.length) break;
    const text = safeText(value, room - name.length);
    shown.push([safeText(name, room), text]);
    room -= name.length + text.length;
  }
  return Object.fromEntries(shown);
}

function shownAnswer(body: string): string | undefined {
  return body === "" ? undefined : safeText(body, ANSWER_CHARACTERS_MAX);
}

/** A stranger's text made safe to store and show: no control characters, well-formed, capped. */
function safeText(text: string, max: number): string {
  // deno-lint-ignore no-control-regex
  const plain = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, "\ufffd");
  return plain.slice(0, max).toWellFormed();
}
