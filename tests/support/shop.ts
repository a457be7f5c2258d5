import { type Portal, serveLoopback } from "./portal.ts";

export interface Shop {
  /** On another site than the portal. */
  readonly origin: string;
  /** Places an order, by default with the demo merchant's key, and returns the URL of the page that sells it. */
  sell(key?: string): Promise<{ readonly orderId: string; readonly page: string }>;
  close(): Promise<void>;
}

/** What the strictest merchant would send: nothing but its own scripts, ours, and our frame. */
function policy(portal: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${portal}`,
    `frame-src ${portal}`,
    "connect-src 'self'",
    "img-src data:",
    "require-trusted-types-for 'script'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

const SCRIPT = `
window.heard = { messages: [], events: [], confirmed: [] };
addEventListener("message", ({ origin, data }) => heard.messages.push({ origin, data }));
document.addEventListener("countersign", async ({ detail, target }) => {
  heard.events.push({ ...detail, on: target.id });
  if (detail.state === "open") return;
  const answer = await fetch("/orders/" + detail.order_id);
  heard.confirmed.push((await answer.json()).state);
});
`;

/** A merchant's shop on a server of its own, with the snippet of docs/embedding.md and nothing else of ours. */
export function openShop(portal: Portal): Shop {
  const loopback = serveLoopback(async (request) => {
    const [, place, orderId = ""] = new URL(request.url).pathname.split("/");
    switch (place) {
      case "shop.js":
        return new Response(SCRIPT, { headers: { "Content-Type": "text/javascript" } });
      case "orders":
        return await portal.api(`/v1/orders/${orderId}`);
      case "buy":
        return html(pageOf(portal.url, orderId), policy(portal.url));
      case "framing": {
        const framed = new URL(request.url).searchParams.get("url") ?? "";
        return html(`<!doctype html><iframe src="${framed}"></iframe>`, "default-src 'self' *");
      }
      default:
        return new Response(null, { status: 404 });
    }
  });
  // The portal is at 127.0.0.1, so by this name the shop is another site to a browser.
  const origin = loopback.url.replace("127.0.0.1", "localhost");
  let sold = 0;
  return {
    origin,
    sell: async (key) => {
      const body = {
        merchant_order_no: `shop-${++sold}`,
        amount: 6_800,
        subject: "雨前龙井",
        return_url: `${origin}/thanks`,
      };
      const placed = await portal.api("/v1/orders", { body, ...(key ? { key } : {}) });
      const { order_id: orderId } = await placed.json();
      return { orderId, page: `${origin}/buy/${orderId}` };
    },
    close: loopback.close,
  };
}

function html(text: string, contentPolicy: string): Response {
  return new Response(text, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": contentPolicy,
    },
  });
}

function pageOf(portal: string, orderId: string): string {
  return `<!doctype html>
<html lang="zh-Hans">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>青瓷茶舍</title>
<script src="/shop.js" defer></script>
<script src="${portal}/embed.js" defer></script>
<h1>雨前龙井</h1>
<p><a id="pay" href="${portal}/checkout/${orderId}" data-countersign>付款 ¥68.00</a></p>
<p><a id="other" href="/elsewhere">别的</a></p>
</html>`;
}
