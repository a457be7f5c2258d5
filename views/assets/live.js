// The few things a page does beyond htmx: ask at once when it is looked at again, listen while money moves,
// say what broke without losing the page, and send a form once. Without this file every flow still works.

const POLLS_SKIPPED_WHILE_STREAMING = 4;

/** @type {EventSource | undefined} */
let stream;
let skipped = 0;

const panel = () => document.querySelector("#payment, #signing");
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

/** Listens to the panel's stream if it has one; polling goes on more slowly, in case the stream dies in silence. */
function listen() {
  stream?.close();
  const url = panel()?.dataset.stream;
  stream = url === undefined ? undefined : new EventSource(url);
  stream?.addEventListener("changed", ask);
}

function show(id, shown) {
  const notice = document.getElementById(id);
  if (!notice || notice.hidden !== shown) return;
  notice.hidden = !shown;
  if (shown) say(notice.querySelector("p")?.textContent ?? "");
}

function revealCopying() {
  for (const each of document.querySelectorAll("[data-copy]")) each.hidden = false;
}

/** The button of a form on its way says so, keeps its width, and cannot be pressed again. */
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

document.addEventListener("submit", (event) => {
  if (event.target.dataset.busy === undefined || busy(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("click", async (event) => {
  const asking = event.target.closest("[data-ask]");
  if (asking && document.querySelector("[hx-trigger~=ask]")) {
    event.preventDefault();
    ask();
  }
  const copying = event.target.closest("[data-copy]");
  if (copying) {
    await navigator.clipboard.writeText(location.origin + location.pathname);
    copying.textContent = copying.dataset.copied;
    say(copying.dataset.copied);
  }
});

document.addEventListener("htmx:config:request", (event) => {
  const polling = event.detail.ctx.sourceEvent?.type === "every";
  if (!polling || stream?.readyState !== EventSource.OPEN) return;
  skipped = (skipped + 1) % (POLLS_SKIPPED_WHILE_STREAMING + 1);
  if (skipped !== 0) event.preventDefault();
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
  revealCopying();
  listen();
});

document.addEventListener("htmx:after:request", ({ detail }) => {
  show("offline", false);
  show("broken", detail.ctx.response.status >= 500);
});

document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx && !detail.ctx.response) show("offline", true);
});

document.addEventListener("htmx:finally:request", ({ detail, target }) => {
  if (!detail.ctx.hx?.redirect) idle(target);
});

addEventListener("offline", () => show("offline", true));
addEventListener("online", ask);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    listen();
    ask();
  } else stream?.close();
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  idle(document);
  listen();
  ask();
});

revealCopying();
listen();
