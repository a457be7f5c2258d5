// The few things a page does beyond htmx: poll at once when it becomes visible again, listen while money moves, say
// what broke without losing the page, and submit a form once. Without this file every flow still works.

/** The server speaks every ten seconds: a stream that is silent for longer has died without saying so. */
const SILENCE_MS_MAX = 15_000;
/** After a browser gives up on a stream, we retry after this and up to twice as long. */
const TRY_AGAIN_MS = 20_000;

/** @type {EventSource | undefined} */
let stream;
/** The last mark the stream sent, and when it last sent anything. */
let told;
let heardAt = 0;
let trying;

const panel = () => document.querySelector("#payment, #signing, #screen");
const status = () => document.getElementById("status");

/** Every polling element asks now. */
function ask() {
  for (const each of document.querySelectorAll("[hx-trigger~=ask]")) {
    each.dispatchEvent(new CustomEvent("ask"));
  }
}

function say(text) {
  const line = status();
  if (line && line.textContent !== text) line.textContent = text;
}

const streamUrl = () => {
  const url = panel()?.dataset.stream;
  return url && new URL(url, location.href);
};
const shown = () => streamUrl()?.searchParams.get("mark");

/** Listens to the panel's stream if it has one. The page relies on polling; a stream only spares it. */
function listen() {
  hush();
  const url = streamUrl();
  if (!url || document.hidden) return;
  const opened = stream = new EventSource(url);
  told = undefined;
  opened.onopen = hear;
  opened.onerror = () => {
    if (opened.readyState !== EventSource.CLOSED || opened !== stream) return;
    trying = setTimeout(listen, TRY_AGAIN_MS * (1 + Math.random()));
  };
  opened.addEventListener("here", hear);
  opened.addEventListener("changed", ({ data }) => {
    hear();
    told = data;
    if (told !== shown()) ask();
  });
}

function hear() {
  heardAt = Date.now();
  document.dispatchEvent(new Event("heard"));
}

function hush() {
  clearTimeout(trying);
  stream?.close();
  stream = undefined;
}

/** Keeps the stream if it still belongs to what is shown; otherwise opens another or none. */
function listenOn() {
  const path = streamUrl()?.pathname;
  if (!stream || new URL(stream.url).pathname !== path) listen();
}

/** True while the stream is alive and everything it reported is shown: then there is nothing to ask. */
function upToDate() {
  if (stream?.readyState !== EventSource.OPEN) return false;
  if (Date.now() - heardAt < SILENCE_MS_MAX) return told === undefined || told === shown();
  listen();
  return false;
}

function show(id, shown) {
  const notice = document.getElementById(id);
  if (!notice || notice.hidden !== shown) return;
  notice.hidden = !shown;
  if (shown) say(notice.querySelector("p")?.textContent ?? "");
}

/** A scanned code is claimed by the page that someone sees, and not by one that is loaded ahead. */
function claim() {
  if (document.hidden) return;
  document.querySelector("[hx-trigger=claim]")?.dispatchEvent(new CustomEvent("claim"));
}

/** Buttons that only script can serve. */
function reveal() {
  for (const each of document.querySelectorAll("[data-copy], [data-print]")) each.hidden = false;
}

/** Webviews and plain http have no clipboard API, or refuse it; the old way may still work. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.className = "sr";
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}

/** Where nothing copies, the address itself can be: it is shown and selected. */
function showAddress(button, address) {
  const text = document.createElement("p");
  text.className = "mono small";
  text.textContent = address;
  button.replaceWith(text);
  getSelection()?.selectAllChildren(text);
}

/** The button of a form being submitted says so, keeps its width, and cannot be pressed again. */
function busy(form) {
  const button = form.querySelector("button[type=submit]");
  if (button.ariaDisabled === "true") return false;
  button.ariaDisabled = "true";
  button.dataset.idle = button.innerHTML;
  button.textContent = form.dataset.busy;
  return true;
}

function idle(root) {
  for (const button of root.querySelectorAll("button[data-idle]")) {
    button.ariaDisabled = null;
    button.innerHTML = button.dataset.idle;
    delete button.dataset.idle;
  }
}

const TYPED = "typed";
const fields = () =>
  document.querySelectorAll(
    "input[id]:not([type=hidden], [type=password]), select[id], textarea[id]",
  );

/** What was typed and chosen outlives a switch of the language, in this tab alone. */
function keepTyped() {
  const typed = [...fields()].map(({ id, value, checked }) => ({ id, value, checked }));
  try {
    sessionStorage.setItem(TYPED, JSON.stringify(typed));
  } catch {
    // A browser that stores nothing.
  }
}

function bringBackTyped() {
  try {
    const typed = JSON.parse(sessionStorage.getItem(TYPED) ?? "[]");
    sessionStorage.removeItem(TYPED);
    for (const { id, value, checked } of typed) {
      const field = document.getElementById(id);
      if (field?.type === "radio" || field?.type === "checkbox") field.checked = checked;
      else if (field && value !== "") field.value = value;
    }
  } catch {
    // Nothing was kept.
  }
}

document.addEventListener("submit", ({ target }) => {
  if (target.getAttribute("action") === "/language") keepTyped();
}, true);

document.addEventListener("submit", (event) => {
  if (event.target.dataset.busy === undefined || busy(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

/** The old error of a form goes with its cause, once the field it leads to is changed. */
document.addEventListener("input", ({ target }) => {
  const summary = document.getElementById("summary");
  const field = summary?.querySelector("a")?.hash.slice(1);
  if (!field || document.getElementById(field)?.name !== target.name) return;
  summary.remove();
  target.removeAttribute("aria-invalid");
  const said = target.getAttribute("aria-describedby");
  if (said) target.setAttribute("aria-describedby", said.replace("summary ", ""));
});

document.addEventListener("click", async (event) => {
  const asking = event.target.closest("[data-ask]");
  if (asking && document.querySelector("[hx-trigger~=ask]")) {
    event.preventDefault();
    ask();
  }
  if (event.target.closest("[data-print]")) print();
  const copying = event.target.closest("[data-copy]");
  if (copying) {
    const address = location.origin + location.pathname;
    if (await copy(address)) {
      copying.textContent = copying.dataset.copied;
      say(copying.dataset.copied);
    } else showAddress(copying, address);
  }
});

document.addEventListener("htmx:config:request", (event) => {
  if (event.detail.ctx.sourceEvent?.type === "every" && upToDate()) event.preventDefault();
});

let seen = { focused: false, text: "" };

document.addEventListener("htmx:before:swap", () => {
  const text = document.getElementById("state")?.textContent ?? "";
  seen = { focused: panel()?.contains(document.activeElement) ?? false, text };
});

document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx.swap === "none") return;
  const heading = document.getElementById("state");
  const summary = document.getElementById("summary");
  if (summary) summary.focus();
  else if (seen.focused && heading?.textContent !== seen.text) heading?.focus();
  reveal();
  listenOn();
  claim();
});

/** Only the browser knows that it is offline; otherwise it is the portal that can't be reached. */
function connection(lost) {
  show("offline", lost && !navigator.onLine);
  show("unreachable", lost && navigator.onLine);
}

/** Set when the browser is sent away from a page that will know the payer only at another address. */
let moved = false;

document.addEventListener("htmx:after:request", ({ detail }) => {
  const { redirect, replaceurl } = detail.ctx.hx ?? {};
  if (redirect && replaceurl && replaceurl !== location.pathname + location.search) {
    moved = true;
    history.replaceState(null, "", replaceurl);
  }
  const answered = detail.ctx.response.status;
  // With 503 the portal says that it cannot reach its database: nothing is wrong with the payment.
  connection(answered === 503);
  show("broken", answered >= 500 && answered !== 503);
});

document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx && !detail.ctx.response) connection(true);
});

document.addEventListener("htmx:finally:request", ({ detail, target }) => {
  if (!detail.ctx.hx?.redirect) idle(target);
});

addEventListener("offline", () => connection(true));
addEventListener("online", () => {
  connection(false);
  catchUp();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") catchUp();
  else hush();
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  if (moved) return location.reload();
  idle(document);
  catchUp();
});

function catchUp() {
  claim();
  listen();
  ask();
}

bringBackTyped();
reveal();
listen();
// Once htmx has found the page's elements. Who comes back by the browser's own button may be shown an old page.
setTimeout(() => {
  claim();
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") ask();
});
