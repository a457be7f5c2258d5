/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = string | number | Html | undefined | false | readonly Html[];

/** A piece of a page; every value that is not HTML itself is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const text = parts.reduce((whole, part, index) => whole + print(values[index - 1]) + part);
  return new Html(text);
}

function print(value: Value): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(print).join("");
  return String(value).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:0 auto;padding:1rem}
h1{font-size:1.25rem}header{color:#666;border-bottom:1px solid #ccc}.amount{font-size:2rem;font-weight:600}
button{font:inherit;padding:.6rem 1rem;margin:.25rem .25rem .25rem 0}label{display:block;margin:.5rem 0}
input,select{font:inherit;padding:.4rem;max-width:100%}code{overflow-wrap:anywhere}.bad{color:#a00}`;

/** A whole page of the simulated world. */
export function page(title: string, body: Html, status = 200): Response {
  const whole = html`
    <!DOCTYPE html>
    <html lang="zh">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>${title}</title>
        <style>${new Html(STYLE)}</style>
      </head>
      <body><header>模拟银联 Simulated UnionPay · no real money</header>
    <h1>${title}</h1>${body}</body>
    </html>
  `;
  return new Response(whole.text, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    },
  });
}

export function goTo(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { location, ...headers } });
}

export function yuan(fen: number): string {
  return `¥${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}

export function hidden(fields: Readonly<Record<string, string>>): readonly Html[] {
  return Object.entries(fields).map(([name, value]) =>
    html`<input type="hidden" name="${name}" value="${value}">`
  );
}
