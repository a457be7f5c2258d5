import type { ShopCode } from "./shop_page.tsx";

/** The code that the demo shop shows for copying, for a portal at `base`; `script` is the page's own script. */
export function shopCode(base: string, checkoutUrl: string, script: string): ShopCode {
  return {
    page: script.trim(),
    snippet: `<script src="${base}/embed.js" defer></script>

<a href="${checkoutUrl}" data-countersign>Pay ¥68.00</a>`,

    server: `const api = "${base}/v1/orders";
const headers = {
  Authorization: "Bearer " + process.env.COUNTERSIGN_KEY,
  "Content-Type": "application/json",
};

// At checkout: place an order under the cart's own number.
const placed = await fetch(api, {
  method: "POST",
  headers,
  body: JSON.stringify({
    merchant_order_no: cart.number,
    amount: 6800,
    subject: "Pre-rain Longjing for two",
    return_url: "https://shop.example/cart",
  }),
});
const { order_id, checkout_url } = await placed.json();

// When the page asks: return what the API says, and nothing else.
const asked = await fetch(api + "/" + order_id, { headers });
const { state } = await asked.json();`,

    register: `curl -X PUT ${base}/v1/embedding \\
  -H "Authorization: Bearer $COUNTERSIGN_KEY" -H "Content-Type: application/json" \\
  -d '{"origins":["https://shop.example"]}'`,
  };
}
