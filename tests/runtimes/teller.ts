import type { Place } from "./places.ts";

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

/** Asks one portal and keeps what it said, with what must differ between two portals taken out. */
export function createTeller(place: Place, key: string) {
  const transcript: unknown[] = [];
  const normal = createNormal(place.url);

  return {
    place,
    key,
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
    /** Keeps something else that must be the same everywhere. */
    note: (what: string, value: unknown) =>
      void transcript.push({ noted: what, value: normal(value) }),
  };
}

export type Teller = ReturnType<typeof createTeller>;

/** Ids, times, secrets and addresses become their kind and the order in which they appeared. */
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
        .replace(/http:\/\/127\.0\.0\.1:\d+/g, "{receiver}")
        .replace(/\b(ord|pay|rfd|evt|whe|dlv|key)_[0-9A-HJKMNP-TV-Z]{26}\b/g, (id) =>
          named(id.slice(0, 3))(id))
        .replace(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, named("number"))
        .replace(/"took_ms":\d+/g, '"took_ms":0')
        .replace(/\b\d{21}\b/g, named("transaction"))
        .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, "{time}")
        .replace(/wh[sp]k_[\w+/=-]+|whsec_[\w+/=-]+/g, (text) =>
          `${text.slice(0, 5)}…`)
        .replace(/"x":"[\w-]{43}"/g, '"x":"…"'),
    );
}
