/** Languages that examples are given in, in the order of their tabs. */
export const languages = ["curl", "typescript", "python", "java", "go"] as const;
export type Language = (typeof languages)[number];

/** What the tabs say. */
export const languageNames: Readonly<Record<Language, string>> = {
  curl: "curl",
  typescript: "TypeScript",
  python: "Python",
  java: "Java",
  go: "Go",
};

type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json };

/** One request, with everything in it already filled in. */
export interface Call {
  readonly baseUrl: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Sent as JSON; a request without a body omits it. */
  readonly body?: { readonly [name: string]: Json } | undefined;
}

/** How one language does each of the three; text to copy, and text in the file it is saved as. */
export interface Snippets {
  /** What the text is saved as, and how it is run. */
  readonly file: string;
  readonly run: string;
  /** What has to be installed besides the language itself for `signed`. */
  readonly needs?: string;
  /** A request with a secret key. */
  readonly bearer: (call: Call, secretKey: string) => string;
  /** A request signed with `private_key.pem`; where the language can, the answer's signature is verified as well. */
  readonly signed: (call: Call, kid: string) => string;
  /** Receives webhooks and verifies them with `WEBHOOK_SECRET`. */
  readonly webhook: () => string;
}

/** What stands in place of a secret or an id that the page does not know. */
export const SECRET_KEY_HERE = "sk_test_…";
export const KID_HERE = "key_…";

export function jsonBlock(body: Json): string {
  return JSON.stringify(body, null, 2);
}

/** All lines after the first, further to the right. */
export function indented(text: string, by: string): string {
  return text.replaceAll("\n", `\n${by}`);
}
