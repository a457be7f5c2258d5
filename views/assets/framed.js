// Loaded only by a checkout inside a merchant's page: tells that page whose order this is, its state, and when to close
// the frame. It sends nothing else, and to no one else. The listener must ask the API or wait for the webhook.

(() => {
  const { merchant, order, origins } = document.currentScript.dataset;
  // If the browser says who frames us, only that origin gets messages.
  const framedBy = location.ancestorOrigins?.[0];
  const heard = origins.split(" ").filter((each) => each && (framedBy ?? each) === each);
  if (parent === window || heard.length === 0) return;

  function post(message) {
    for (const origin of heard) {
      parent.postMessage({ source: "countersign", order_id: order, ...message }, origin);
    }
  }

  let told;
  function tell() {
    const state = document.getElementById("payment")?.dataset.state;
    if (state === undefined || state === told) return;
    told = state;
    post({ merchant_name: merchant, state });
  }

  document.addEventListener("htmx:after:swap", tell);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") post({ close: true });
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-back]")) return;
    event.preventDefault();
    post({ close: true });
  });
  tell();
})();
