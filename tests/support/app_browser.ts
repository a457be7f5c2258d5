import { makeAppCode } from "../../sandbox/bank/app_codes.ts";
import type { PersonNo } from "../../sandbox/bank/persons.ts";
import type { TestApp } from "./test_app.ts";

const PHONE = "Mozilla/5.0 (Linux; Android 15) Mobile Safari/537.36";

export interface Asking {
  /** A form, sent by POST. */
  readonly fields?: Readonly<Record<string, string>> | URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface AppBrowser {
  /** `Cookie` of the session. */
  readonly cookie: string;
  ask(path: string, asking?: Asking): Promise<Response>;
}

/** A phone's browser in English, with these cookies; it follows no redirect. */
export function browserWith(app: TestApp, cookie = ""): AppBrowser {
  const { publicUrl } = app.deps.config;
  return {
    cookie,
    ask: (path, { fields, headers } = {}) =>
      app.fetch(
        new Request(publicUrl + path, {
          headers: {
            "User-Agent": PHONE,
            "Accept-Language": "en",
            Origin: publicUrl,
            Cookie: cookie,
            ...headers,
          },
          ...(fields ? { method: "POST", body: new URLSearchParams(fields) } : {}),
        }),
      ),
  };
}

/** What the forms of a page contain without any input. */
export function hiddenIn(html: string): Readonly<Record<string, string>> {
  const fields = html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"\/>/g);
  return Object.fromEntries([...fields].map(([, name = "", value = ""]) => [name, value]));
}

/** Opens the sign page and agrees to what it shows, with what is typed or changed. */
export async function tapSign(
  { ask }: AppBrowser,
  path: string,
  { fields, headers = {} }: Asking = {},
): Promise<Response> {
  const html = await (await ask(path)).text();
  return await ask(`${path}/confirmation`, { fields: { ...hiddenIn(html), ...fields }, headers });
}

/** The browser of a person who came in from the app by `path`. */
export async function cameIn(
  app: TestApp,
  path: string,
  personNo: PersonNo = "person_a",
): Promise<AppBrowser> {
  const code = await makeAppCode(app.deps, personNo);
  const answer = await browserWith(app).ask(`${path}?app_code=${code}`);
  const [cookie = ""] = answer.headers.getSetCookie();
  return browserWith(app, cookie.split(";")[0]);
}
