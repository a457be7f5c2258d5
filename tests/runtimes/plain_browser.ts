export type PlainBrowser = ReturnType<typeof createBrowser>;

/** Just enough of a browser without script: it keeps cookies and sends forms from the page's own origin. */
export function createBrowser(origin: string) {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit) => {
    const answer = await fetch(origin + path, {
      redirect: "manual",
      ...init,
      headers: {
        Origin: origin,
        "Accept-Language": "en",
        "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15",
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    const html = await answer.text();
    return { status: answer.status, html, location: answer.headers.get("location") ?? "" };
  };
  return {
    get: (path: string) => send(path, {}),
    post: (path: string, fields: Readonly<Record<string, string>>) =>
      send(path, { method: "POST", body: new URLSearchParams(fields) }),
  };
}

/**
 * A page without what changes every time (nonces, times, marks, codes to scan), and spelled one way: Deno compiles
 * our pages to templates and the worker's bundler does not, so void elements, empty attributes and `key` differ in
 * spelling alone.
 */
export function withoutChance(html: string): string {
  return html
    .replace(/(?<=[?&;]mark=)[\w%-]+/g, "…")
    .replace(/(?<=<path fill="#000" d=")[^"]+/g, "…")
    .replace(/nonce="[^"]*"/g, 'nonce="…"')
    // A long number is drawn in two pieces.
    .replace(/<span>(\d+)<\/span>(\d+)<\/bdi>/g, "$1$2</bdi>")
    .replace(/\b\d\d? [A-Z][a-z]{2} \d{4}, (?=\d\d:\d\d)/g, "")
    .replace(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/g, "{time}")
    .replace(/\b\d\d:\d\d(:\d\d)?\b/g, "{time}")
    .replace(/ key="[^"]*"/g, "")
    .replace(/=""/g, "")
    .replace(/\s*\/?>/g, ">");
}

/** What the form with this address sends without being typed. */
export function hiddenIn(html: string, action: string): Readonly<Record<string, string>> {
  const form = html.slice(html.indexOf(`action="${action}"`)).split("</form>")[0] ?? "";
  const hidden = form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g);
  return Object.fromEntries([...hidden].map(([, name, value]) => [name, value]));
}
