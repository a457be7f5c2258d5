import type { TestApp } from "./test_app.ts";

interface Asked {
  readonly fields?: Readonly<Record<string, string>>;
  readonly cookie?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a browser at this address asks: a page, or with fields a form. */
export async function askFrom(
  app: TestApp,
  address: string,
  path: string,
  { fields, cookie, headers }: Asked = {},
): Promise<Response> {
  const request = new Request(`http://portal.test${path}`, {
    headers: {
      Origin: "http://portal.test",
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...headers,
    },
    ...(fields === undefined ? {} : { method: "POST", body: new URLSearchParams(fields) }),
  });
  return await app.app.fetch(request, { remoteAddr: { hostname: address } });
}

/** The cookies that an answer set, as a browser sends them back. */
export function cookiesOf(answer: Response): string {
  return answer.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
}
