/** What a page inside the simulated app loads: it has the names of the genuine script and asks this gateway. */
export function upsdkScript(): Response {
  const script = `(() => {
  const here = new URL(document.currentScript.src).origin;
  let ready = () => {}, failed = () => {}, accepted = false;
  window.upsdk = {
    config: (given) => {
      const url = given.url || location.href.split("#")[0];
      fetch(here + "/upsdk/config", { method: "POST", body: JSON.stringify({ ...given, url }) })
        .then((answer) => answer.json())
        .then(({ ok }) => { accepted = ok; ok ? ready() : failed({ errcode: "c01", errmsg: "signature failed" }); });
    },
    ready: (run) => { accepted ? run() : (ready = run); },
    error: (run) => { failed = run; },
    pluginReady: (run) => { accepted ? run() : (ready = run); },
    pay: ({ tn, fail }) => {
      if (!accepted) return fail && fail({ errcode: "c05", msg: "config first" });
      location.href = here + "/app/tn/" + encodeURIComponent(tn);
    },
  };
})();`;
  return new Response(script, {
    headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-store" },
  });
}
