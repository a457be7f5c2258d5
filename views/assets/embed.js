// Opens a Countersign checkout over the page it is paid from. On the merchant's page:
//
//   <script src="https://pay.example/embed.js" defer></script>
//   <a href="https://pay.example/checkout/ord_…" data-countersign>Pay ¥68.00</a>
//
// Without script, on a narrow screen, or where the browser refuses the frame, the link is a link. Changes are
// dispatched on the link as a `countersign` event with `{order_id, state}`. It is a hint: confirm it by the API or
// the webhook.

(() => {
  const NARROW_PX = 600;
  /** How long the receipt is shown before the dialog closes. */
  const SEEN_MS = 2_500;
  /** A frame that has loaded and says nothing for this long was refused. */
  const SILENCE_MS = 2_000;
  const CHECKOUT = /^\/checkout\/(ord_\w+)$/;
  const { host: portalHost, origin: portal } = new URL(document.currentScript.src);
  const zh = /^zh/i.test(document.documentElement.lang);

  const style = `
    :host { all: initial; direction: ltr }
    dialog, header { box-sizing: border-box }
    dialog {
      width: 480px; height: 820px;
      max-width: calc(100vw - 32px); max-height: calc(100dvh - 32px);
      margin: auto; padding: 0; border: 0; border-radius: 8px; overflow: hidden;
      background: #faf8f3; color: #57534a; font: 1.0625rem/1.6 system-ui, sans-serif;
      color-scheme: light dark;
    }
    dialog[open] { display: flex; flex-direction: column }
    dialog::backdrop { background: rgb(28 27 24 / .6) }
    header {
      display: grid; flex: none; align-content: center; min-height: 48px; padding: 0 56px 0 16px;
      border-bottom: 1px solid #ddd8cc; font-size: .8125rem; line-height: 1.4; text-align: left;
    }
    bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
    .shop { color: #1c1b18; font-size: .9375rem; font-weight: 600 }
    p { position: absolute; inset: 40% 0 auto; margin: 0; text-align: center }
    iframe { position: relative; flex: 1; width: 100%; border: 0 }
    button {
      position: absolute; top: 0; right: 0; width: 48px; height: 48px; padding: 0; border: 0;
      background: none; color: inherit; font: inherit; font-size: 1.75rem; cursor: pointer;
    }
    button:focus-visible { outline: 3px solid #1f4c8f; outline-offset: -5px }
    @media (max-width: 599px) {
      dialog { max-width: none; max-height: none; width: 100vw; height: 100dvh; border-radius: 0 }
    }
    @media (prefers-color-scheme: dark) {
      dialog { background: #151412; color: #b8b1a4 }
      header { border-color: #3b3832 }
      .shop { color: #f0ece3 }
      button:focus-visible { outline-color: #93b9f2 }
    }
    @media (prefers-reduced-motion: no-preference) {
      dialog[open] { animation: rise 160ms ease-out }
      @keyframes rise { from { opacity: 0; transform: translateY(12px) } }
    }
  `;

  /** The open dialog: there is one at a time. */
  let open;

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  /** What the link is called: by itself, by its text, by its picture. */
  function nameOf(link) {
    const picture = link.querySelector("img[alt]:not([alt='']), svg[aria-label]");
    const names = [
      link.ariaLabel,
      link.textContent,
      picture?.alt ?? picture?.ariaLabel,
      link.title,
      zh ? "付款" : "Payment",
    ];
    return names.map((each) => each?.trim()).find(Boolean);
  }

  function show(link, orderId) {
    const name = nameOf(link);
    const dialog = element("dialog", { ariaLabel: name });
    const close = element("button", {
      type: "button",
      textContent: "×",
      ariaLabel: zh ? "关闭" : "Close",
    });
    const frame = element("iframe", {
      src: `${portal}/checkout/${orderId}?embed=1`,
      title: name,
    });
    // Who is paid, once the portal says so, and where.
    const bar = document.createElement("header");
    const shop = element("bdi", { className: "shop" });
    bar.append(shop, element("bdi", { textContent: portalHost }));
    const opening = element("p", { textContent: zh ? "正在打开…" : "Opening…" });
    dialog.append(bar, close, opening, frame);

    // In a shadow, so that neither page's style reaches the other.
    const host = document.createElement("div");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    const shadow = host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(dialog);
    document.body.append(host);

    const { style: page } = document.documentElement;
    const overflow = page.overflow;
    page.overflow = "hidden";
    open = { link, name, orderId, frame, dialog, shop, heard: false };
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      open = undefined;
      page.overflow = overflow;
      host.remove();
      link.focus();
    });
    frame.addEventListener("load", () => {
      setTimeout(() => {
        if (open?.frame !== frame || open.heard) return;
        // Back leads to this page as it was left: without the dialog.
        dialog.close();
        location.assign(link.href);
      }, SILENCE_MS);
    });
    dialog.showModal();
  }

  function hear({ link, name, orderId, frame, dialog, shop }, { merchant_name, state, close }) {
    if (close) dialog.close();
    if (typeof merchant_name === "string") {
      shop.textContent = merchant_name;
      frame.title = `${merchant_name} · ${name}`;
    }
    if (typeof state !== "string") return;
    const detail = { order_id: orderId, state };
    const event = new CustomEvent("countersign", { bubbles: true, detail });
    (link.isConnected ? link : document).dispatchEvent(event);
    if (state === "paid") setTimeout(() => dialog.close(), SEEN_MS);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-countersign]");
    if (!link || link.origin !== portal || open) return;
    const orderId = CHECKOUT.exec(link.pathname)?.[1];
    const another = event.button || event.metaKey || event.ctrlKey || event.shiftKey ||
      event.altKey;
    if (!orderId || another || event.defaultPrevented || innerWidth < NARROW_PX) return;
    if (!("adoptedStyleSheets" in document) || !HTMLDialogElement.prototype.showModal) return;
    event.preventDefault();
    show(link, orderId);
  });

  addEventListener("message", ({ origin, source, data }) => {
    if (!open || origin !== portal || source !== open.frame.contentWindow) return;
    if (data?.source !== "countersign" || data.order_id !== open.orderId) return;
    open.heard = true;
    hear(open, data);
  });
})();
