import { base64url, createLocalJWKSet, flattenedVerify, type JSONWebKeySet } from "jose";
import { until } from "../support/patience.ts";
import type { Place } from "./places.ts";
import type { PlainBrowser } from "./plain_browser.ts";

export interface Ask {
  readonly body?: unknown;
  readonly text?: string;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // deno-lint-ignore no-explicit-any
  readonly json: any;
}

/** Headers that a merchant's program may rely on; the others belong to the runtime. */
const RELIED_ON = ["content-type", "location", "cache-control", "allow", "retry-after"];

/** A browser that has chosen how to pay, and where it was sent on to. */
export interface Leaving {
  readonly browser: PlainBrowser;
  readonly location: string;
}

/** Pays an order as somebody would at the channel of its merchant; the order's state afterwards, or why it cannot be paid. */
export type Pay = (
  teller: Teller,
  orderId: string,
  given: { readonly outcome: "succeeded" | "failed" | "unclear"; readonly from?: Leaving },
) => Promise<Pick<Answer, "status" | "json">>;

/** How the channel of the teller's merchant misbehaves next; the sandbox does by amounts and titles of its own. */
export type Trouble = "declines" | "answers_late" | "refuses_to_end" | "ends_late";

/** What people do at the channel of the teller's merchant, and the channel itself. */
export interface AtChannel {
  readonly pay: Pay;
  /** What a person inside the app does with a signing. */
  readonly confirm: (
    teller: Teller,
    signingId: string,
    given: { readonly outcome?: "declined"; readonly person?: string },
  ) => Promise<Pick<Answer, "status" | "json">>;
  /** The consumer ends a contract in the app. */
  readonly leave: (teller: Teller, contractId: string) => Promise<void>;
  readonly misbehave: (trouble: Trouble) => Promise<void>;
  /** An approved plan becomes known there. */
  readonly offer: (planId: string) => Promise<void>;
  /** The channel's own clock goes with the merchant's. */
  readonly advance: (seconds: number) => Promise<void>;
  /** What the evidence says of somebody who entered a code where the plan wants one. */
  readonly factors: readonly string[];
}

const nothing = () => Promise.resolve();

/** As the sandbox's test helpers do it, which need no browser. */
const byTestHelpers: AtChannel = {
  pay: (teller, orderId, { outcome }) =>
    teller.ask("POST", `/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome } }),
  confirm: (teller, signingId, body) =>
    teller.ask("POST", `/v1/test_helpers/signings/${signingId}/confirmation`, { body }),
  leave: async (teller, contractId) => {
    const path = `/v1/test_helpers/contracts/${contractId}/consumer_termination`;
    const left = await teller.ask("POST", path);
    if (left.json.state !== "terminated") throw new Error(`Not ended: ${left.text}`);
  },
  misbehave: nothing,
  offer: nothing,
  advance: nothing,
  factors: ["app_session", "phone_code"],
};

/** Calls one portal and records its responses, without what must differ between two portals. */
export function createTeller(
  place: Place,
  key: string,
  channel: AtChannel = byTestHelpers,
): Teller {
  const transcript: unknown[] = [];
  const normal = createNormal(place.url);

  return {
    place,
    key,
    channel,
    pay: channel.pay,
    transcript,
    async ask(method: string, path: string, given: Ask = {}): Promise<Answer> {
      const body = given.text ??
        (given.body === undefined ? undefined : JSON.stringify(given.body));
      const authorization = given.key === null
        ? {}
        : { Authorization: `Bearer ${given.key ?? key}` };
      const answer = await fetch(place.url + path, {
        method,
        redirect: "manual",
        headers: {
          ...authorization,
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...given.headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      const isJson = answer.headers.get("content-type")?.includes("json") ?? false;
      const json = isJson && text !== "" ? JSON.parse(text) : undefined;
      transcript.push({
        asked: normal(`${method} ${path}`),
        status: answer.status,
        headers: normal(
          Object.fromEntries(RELIED_ON.map((name) => [name, answer.headers.get(name)])),
        ),
        body: normal(json ?? text),
      });
      return { status: answer.status, headers: answer.headers, text, json };
    },
    note: (what: string, value: unknown) =>
      void transcript.push({ noted: what, value: normal(value) }),
  };
}

export interface Teller {
  readonly place: Place;
  readonly key: string;
  readonly channel: AtChannel;
  readonly pay: Pay;
  readonly transcript: readonly unknown[];
  ask(method: string, path: string, given?: Ask): Promise<Answer>;
  /** Records something else that must be the same everywhere. */
  note(what: string, value: unknown): void;
}

/** Reads a resource until it matches; the reads in between are not part of the story. */
export async function waitUntil(
  teller: Teller,
  path: string,
  // deno-lint-ignore no-explicit-any
  fits: (found: any) => boolean,
): Promise<void> {
  const headers = { Authorization: `Bearer ${teller.key}` };
  await until(async () => {
    const answer = await fetch(teller.place.url + path, { headers });
    if (fits(await answer.json())) return true;
    await teller.place.runJobs();
    return false;
  }, () => path);
}

/** A detached signature of the portal over `body`, verified with its published keys; returns its header. */
export async function verifyPortal(teller: Teller, signature: string, body: string) {
  const [header, , mark] = signature.split(".");
  const payload = base64url.encode(body);
  const verified = await flattenedVerify(
    { protected: header ?? "", payload, signature: mark ?? "" },
    createLocalJWKSet(await publicKeys(teller)),
  );
  return verified.protectedHeader;
}

/** The public keys as this portal publishes them. */
export async function publicKeys(teller: Teller): Promise<JSONWebKeySet> {
  return await (await fetch(`${teller.place.url}/.well-known/jwks.json`)).json();
}

const ID = /(?<![a-z_])[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\b/g;

/** Ids, times, secrets and URLs are replaced by their kind and order of appearance. */
function createNormal(url: string) {
  const seen = new Map<string, string>();
  const named = (kind: string) => (found: string) => {
    const known = seen.get(found);
    if (known) return known;
    const count = [...seen.values()].filter((name) => name.startsWith(`${kind} `)).length;
    const name = `${kind} ${count + 1}`;
    seen.set(found, name);
    return name;
  };
  return (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(url, "{portal}")
        .replaceAll(encodeURIComponent(url), "{portal}")
        .replace(/http:\/\/127\.0\.0\.1:\d+/g, "{receiver}")
        .replace(ID, (id) => named(id.slice(0, 3))(id))
        .replace(/(?<="open_id":")[\w-]+/g, named("person"))
        .replace(/\bsbxdevice_[\w-]{22}/g, named("device token"))
        .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, named("jws"))
        .replace(/\b[0-9a-f]{64}\b/g, named("hash"))
        .replace(/(?<="retry[-_]after":"?)\d+/g, "0")
        .replace(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, named("number"))
        .replace(/"took_ms":\d+/g, '"took_ms":0')
        .replace(/\b\d{21}\b/g, named("transaction"))
        .replace(/(?<="contract_no":")\d{19}/g, named("contract"))
        .replace(/\b62\d{30}\b/g, named("code"))
        .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, "{time}")
        .replace(/wh[sp]k_[\w+/=-]+|whsec_[\w+/=-]+/g, (text) => `${text.slice(0, 5)}…`)
        .replace(/"x":"[\w-]{43}"/g, '"x":"…"'),
    );
}
