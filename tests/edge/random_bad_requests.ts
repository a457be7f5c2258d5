import type { Random } from "../support/random.ts";

/** What is known of a route before sending bad requests to it. */
export interface Target {
  readonly method: string;
  /** With `{name}` or `:name` where an id goes. */
  readonly path: string;
  /** A valid body; absent if it has none. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** True when the body may be omitted. */
  readonly bodyOptional?: boolean;
  readonly page: boolean;
}

/** What really exists, so that a bad request can come near a good one. */
export interface Known {
  readonly origin: string;
  readonly secretKey: string;
  readonly foreignKey: string;
  /** Ids that exist, of all kinds. */
  readonly ids: readonly string[];
}

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

const strings = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00x",
  "line\nfeed",
  "\u0085\u2028",
  "",
  "x".repeat(5_000),
  "\u001b[31m",
];
const numbers = [-1, 1.5, -0.1, 1e308, Number.MAX_SAFE_INTEGER, -(2 ** 60)];
// Apart from flags we accept none of these: where an object is accepted, its values are text.
const never = [{ $ne: null }, { a: { b: [] } }, [[]], [{}], true, false];
const junkIds = [
  "x",
  "%00",
  "%E0%A4%A",
  "%2e%2e%2fetc",
  "..%5c..",
  "ord_",
  "ord_01JDK3V6M6M6M6M6M6M6M6M6M6",
  "pay_00000000000000000000000000",
  "%F0%9F%8D%B5",
  "'%20OR%201=1--",
  "ord_01jdk3v6m6m6m6m6m6m6m6m6m6",
  "A".repeat(3_000),
  "__proto__",
  "constructor",
  "%ff%fe",
  "*",
  "-1",
  "null",
];
const junkHeaders = [
  "",
  ".",
  "..",
  "a..b",
  "e30..AA",
  "e30.e30.AA",
  "x".repeat(9_000),
  "\u00ff\u00fe",
];

/** One request that must be refused and must change nothing. The same seed makes the same requests. */
export function badRequest(random: Random, target: Target, known: Known): Request {
  const kinds = target.page ? pageKinds : target.body && random.below(4) > 0 ? bodyKinds : apiKinds;
  return random.pick(kinds)(random, target, known);
}

type Kind = (random: Random, target: Target, known: Known) => Request;

const apiKinds: readonly Kind[] = [
  // No caller, or an unknown one.
  (random, target, known) =>
    ask(target, known, {
      headers: bearing(random.pick([
        {},
        { Authorization: "" },
        { Authorization: "Basic dTpw" },
        { Authorization: "Bearer" },
        { Authorization: `Bearer ${random.text(40)}` },
        { Authorization: `Bearer sk_test_${"0".repeat(40)}` },
        { Authorization: `Bearer ${known.secretKey}x` },
        { Authorization: `Bearer sk_live_${"0".repeat(40)}` },
        { "Countersign-Signature": random.pick(junkHeaders) },
        { "Countersign-Signature": `${random.base64url(200)}..${random.base64url(86)}` },
      ])),
      ...good(target),
    }),
  // A malformed id.
  (random, target, known) =>
    ask({ ...target, path: withJunk(random, target.path) }, known, { ...good(target) }),
  // An unknown path or a method not allowed.
  (random, target, known) =>
    ask({ ...target, method: random.pick(["PUT", "OPTIONS", "HEAD", "PURGE", "put"]) }, known, {}),
  (random, target, known) =>
    ask({ ...target, path: `${target.path}/${random.pick(junkIds)}` }, known, {
      ...good(target),
    }),
  // A random query, on reads.
  (random, target, known) =>
    ask(target.method === "GET" ? target : { ...target, method: "GET" }, known, {
      query: random.pick([
        "?limit=0",
        "?limit=1e9",
        "?limit=%00",
        "?limit=1&limit=2",
        "?before=%ff&after=%00",
        `?${random.text(60)}=${random.text(60)}`,
        "?__proto__[x]=1&constructor=2",
        "?merchant_order_no=%F0%90%80",
        "?type=order.paid'--",
        `?before=${"9".repeat(4_000)}`,
        "?%=%&&&===",
      ]),
    }),
];

const bodyKinds: readonly Kind[] = [
  // One invalid field.
  (random, target, known) => send(target, known, JSON.stringify(broken(random, target.body ?? {}))),
  (random, target, known) => send(target, known, JSON.stringify(broken(random, target.body ?? {}))),
  // A body that is not an object.
  (random, target, known) =>
    send(
      target,
      known,
      random.pick(["null", "[]", "1", '"x"', "true", "[{}]", "-0", "1e400", '""', "[[[[]]]]"]),
    ),
  // Text that is not JSON, or JSON that two parsers read differently.
  (random, target, known) => {
    const spoilt = spoiled(random, JSON.stringify(target.body));
    return send(target, known, spoilt === "" && target.bodyOptional ? "{" : spoilt);
  },
  // Bytes.
  (random, target, known) => send(target, known, random.bytes(random.below(400) + 1)),
  (random, target, known) => {
    const bytes = new TextEncoder().encode(JSON.stringify(target.body));
    const at = random.below(bytes.length);
    return send(target, known, new Uint8Array([...bytes.slice(0, at), 0xff, ...bytes.slice(at)]));
  },
  // Another content type.
  (random, target, known) =>
    send(
      target,
      known,
      JSON.stringify(target.body),
      random.pick([
        "text/plain",
        FORM_TYPE,
        "application/xml",
        "application/jsonp",
        "json",
        ";",
        "",
      ]),
    ),
  // More than is read, with or without a declared length.
  (random, target, known) =>
    send(
      target,
      known,
      JSON.stringify({ ...target.body, subject: "x".repeat(66_000 + random.below(2_000)) }),
    ),
  (random, target, known) => streamed(target, known, 66_000 + random.below(50_000)),
];

const pageKinds: readonly Kind[] = [
  // A form without a valid field.
  (random, target, known) => {
    const path = target.path.search(PARAMETER) < 0 ? target.path : withJunk(random, target.path);
    return ask({ ...target, path }, known, form(random, target, known));
  },
  (random, target, known) =>
    ask({ ...target, path: withJunk(random, target.path) }, known, form(random, target, known)),
  (random, target, known) =>
    ask(
      {
        ...target,
        path: withJunk(random, target.path),
        method: random.pick(["GET", "PUT", "HEAD", "PATCH"]),
      },
      known,
      { headers: randomHeaders(random) },
    ),
  // From another site, or without an origin.
  (random, target, known) =>
    ask({ ...target, path: withKnown(random, target.path, known) }, known, {
      ...form(random, target, known),
      headers: random.pick([
        { "Content-Type": FORM_TYPE },
        { "Content-Type": FORM_TYPE, Origin: "https://evil.example" },
        { "Content-Type": FORM_TYPE, Origin: "null" },
        { "Content-Type": "multipart/form-data; boundary=x", Origin: "http://portal.test" },
        { "Content-Type": "text/plain", "Sec-Fetch-Site": "cross-site" },
      ]),
    }),
  (random, target, known) =>
    ask({ ...target, path: withJunk(random, target.path) }, known, {
      headers: { "Content-Type": FORM_TYPE, Origin: known.origin },
      ...(target.method === "POST" ? { body: "x=".padEnd(66_000, "y") } : {}),
    }),
];

function bearing(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { "Content-Type": JSON_TYPE, ...headers };
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly query?: string;
}

function ask(target: Target, known: Known, { headers, body, query }: Sent): Request {
  const path = withKnownIds(target.path, known);
  const authorized: Readonly<Record<string, string>> = target.page
    ? {}
    : { Authorization: `Bearer ${known.secretKey}`, "Content-Type": JSON_TYPE };
  const sendsBody = body !== undefined && !["GET", "HEAD"].includes(target.method.toUpperCase());
  return new Request(`${known.origin}${path}${query ?? ""}`, {
    method: target.method,
    headers: { ...(headers ?? authorized) },
    ...(sendsBody ? { body } : {}),
  });
}

function send(
  target: Target,
  known: Known,
  body: string | Uint8Array<ArrayBuffer>,
  type: string = JSON_TYPE,
): Request {
  const headers = { Authorization: `Bearer ${known.secretKey}`, "Content-Type": type };
  return ask(target, known, { headers, body });
}

function good({ body }: Target): Sent {
  return body ? { body: JSON.stringify(body) } : {};
}

/** Chunked, without a declared length. */
function streamed(target: Target, known: Known, size: number): Request {
  let left = size;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(new Uint8Array(Math.min(left, 8_192)).fill(32));
      left -= 8_192;
    },
  });
  return new Request(known.origin + withKnownIds(target.path, known), {
    method: target.method,
    headers: { Authorization: `Bearer ${known.secretKey}`, "Content-Type": JSON_TYPE },
    body: stream,
    duplex: "half",
  } as RequestInit);
}

function broken(random: Random, body: Readonly<Record<string, unknown>>): unknown {
  const name = random.pick(Object.keys(body));
  const value = body[name];
  const wrong = typeof value === "string"
    ? [...never, ...strings, ...numbers]
    : typeof value === "number"
    ? [...never, ...numbers, "1", ""]
    : [...never, ...strings, ...numbers];
  const taken = (each: unknown) =>
    (typeof value === "boolean" && typeof each === "boolean") ||
    (name === "package_text" && each === "line\nfeed");
  return { ...body, [name]: random.pick(wrong.filter((each) => !taken(each))) };
}

function spoiled(random: Random, json: string): string {
  return random.pick([
    (text: string) => text.slice(0, 1 + random.below(text.length - 1)),
    (text: string) => `${text}${random.pick(["}", "x", "{}", "\u0000"])}`,
    (text: string) => `\ufeff${text}`,
    (text: string) => text.replace("{", '{"__proto__":{"admin":true},"__proto__":1,'),
    (text: string) => text.replace(/"(\w)(\w*)":/, (name) => `${name}1,${name}`),
    (text: string) =>
      text.replace("{", '{"a":'.repeat(1) + "[".repeat(200) + "]".repeat(200) + ","),
    () => "[".repeat(30_000),
    () => "[".repeat(20_000) + "]".repeat(20_000),
    () => '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000),
    () => "",
    () => " ",
    () => "undefined",
    () => "{'a':1}",
    () => `{"amount":${"9".repeat(1_000)}}}`,
  ])(json);
}

function form(random: Random, target: Target, known: Known): Sent {
  const headers = { "Content-Type": FORM_TYPE, Origin: known.origin, ...randomHeaders(random) };
  if (target.method !== "POST") return { headers };
  return {
    headers,
    body: random.pick([
      "",
      "method=nonsense",
      "method=%00&method=card",
      "%E0%A4%A=%ff&&==",
      "outcome=%F0%9F",
      `lang=xx&back=${
        random.pick(["//evil.example", "javascript:alert(1)", "\\\\evil", "/%0d%0aX: y"])
      }`,
      random.text(200),
      "__proto__=1&constructor=2&a[]=1&a[b]=2",
    ]),
  };
}

function randomHeaders(random: Random): Record<string, string> {
  return random.pick<Record<string, string>>([
    {},
    { Cookie: "lang=%E0%A4%A; device=\u00ff; =; ;;;" },
    { "Accept-Language": "zh;q=abc,,;q=,en;q=9e99,*;q=-1" },
    { "HX-Request-Type": "partial", "HX-Request": "true" },
    { "X-Request-Id": "'\"<script>".repeat(20) },
    { "User-Agent": "\u00fe".repeat(2_000) },
    { "Last-Event-ID": "x".repeat(3_000) },
    { Accept: "text/event-stream" },
  ]);
}

const PARAMETER = /\{\w+\}|:\w+/g;

/** At least the first id is malformed; a route without ids gets a wrong path. */
function withJunk(random: Random, path: string): string {
  if (path.search(PARAMETER) < 0) return `${path}/${random.pick(junkIds)}`;
  return path.replace(PARAMETER, () => random.pick(junkIds));
}

function withKnown(random: Random, path: string, known: Known): string {
  return path.replace(PARAMETER, () => random.pick(known.ids));
}

/** Ids that exist, each where its name says it belongs. */
function withKnownIds(path: string, known: Known): string {
  return path.replace(PARAMETER, (parameter) => {
    const prefix = prefixes[parameter.replace(/\W/g, "")] ?? "ord_";
    return known.ids.find((id) => id.startsWith(prefix)) ?? "none";
  });
}

const prefixes: Readonly<Record<string, string>> = {
  order_id: "ord_",
  orderId: "ord_",
  refund_id: "rfd_",
  kid: "key_",
  endpoint_id: "whe_",
  event_id: "evt_",
  paymentId: "pay_",
};
