// What a shop's screen does beyond the script of every page: it stays awake, and it shows no code that may be out of
// date. Polling, listening and swapping are done by the common script.

const LOST_MS = 10_000;
/** The portal sends something every ten seconds; if silent for twice that long, it counts as out of reach. */
const SILENT_MS = 20_000;
/** How late the next code may be before the last one is hidden. */
const GRACE_MS = 5_000;
const TICK_MS = 1_000;
/** Between two ticks: after a longer gap the device has been asleep. */
const SLEPT_MS = 5_000;

const root = document.documentElement;
const panel = () => document.getElementById("screen");

let heardAt = Date.now();
/** When something first failed since the portal was last heard from. */
let brokeAt;
/** When the portal last confirmed that what is shown is current. */
let vouchedAt = Date.now();
let renewsAt = Infinity;
let askedToRenew = false;
let tickedAt = Date.now();
/** How far the portal's clock is ahead of this device's, which may be wrong. */
let ahead = 0;

function read() {
  const renews = panel()?.dataset.renews;
  renewsAt = renews === undefined ? Infinity : Date.now() + Number(renews);
  askedToRenew = false;
  const shown = clock()?.dateTime;
  if (shown) ahead = Date.parse(shown) - Date.now();
}

/** China has had one zone and no summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000;
const clock = () => document.querySelector("time.clock");

function showTime() {
  const time = new Date(Date.now() + ahead + SHANGHAI_MS).toISOString().slice(11, 16);
  if (clock() && clock().textContent !== time) clock().textContent = time;
}

function ask() {
  panel()?.dispatchEvent(new CustomEvent("ask"));
}

function hear() {
  heardAt = Date.now();
  brokeAt = undefined;
}

function breakDown() {
  brokeAt ??= Date.now();
}

function vouch() {
  vouchedAt = Date.now();
  if (isLost()) say("");
  delete root.dataset.veil;
}

function say(text) {
  const line = document.getElementById("status");
  if (line) line.textContent = text;
}

const isLost = () => ["offline", "unreachable"].includes(root.dataset.veil);

/** Hides the code until the portal vouches for it again; `offline` and `unreachable` also say why. */
function veil(why) {
  if (root.dataset.veil === why || (isLost() && why === "stale")) return;
  root.dataset.veil = why;
  if (isLost()) say(panel()?.querySelector(`.lost.${why}`)?.textContent ?? "");
}

function tick() {
  const now = Date.now();
  const slept = now - tickedAt > SLEPT_MS;
  tickedAt = now;
  if (now - askedAt >= REFUSED_MS) stayAwake();
  showTime();
  if (!panel()?.hasAttribute("hx-get")) return;
  if (now >= renewsAt && !askedToRenew) {
    askedToRenew = true;
    ask();
  }
  if (slept) {
    veil("stale");
    ask();
  } else if (now - brokeAt >= LOST_MS || now - heardAt >= SILENT_MS) {
    veil(navigator.onLine ? "unreachable" : "offline");
  } else if (now >= renewsAt + GRACE_MS && vouchedAt < renewsAt) veil("stale");
}

/** When the system refused to stay awake, as with a low battery, it is asked again after this. */
const REFUSED_MS = 30_000;
/** The lock that keeps the screen on; the system may take it at any time. */
let lock;
let askedAt = 0;

async function stayAwake() {
  if (document.hidden || !navigator.wakeLock || (lock && !lock.released)) return;
  askedAt = Date.now();
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", stayAwake);
  } catch {
    // Not granted: until then the screen sleeps as its owner has set it.
  }
}

document.addEventListener("heard", () => {
  hear();
  if (root.dataset.veil) ask();
});

document.addEventListener("htmx:after:request", ({ detail }) => {
  const { status } = detail.ctx.response;
  if (status >= 500) return;
  hear();
  if (status === 204) vouch();
});

document.addEventListener("htmx:after:swap", ({ detail }) => {
  if (detail.ctx.swap === "none") return;
  read();
  vouch();
});

document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx && !detail.ctx.response) breakDown();
});

addEventListener("offline", breakDown);

// A hidden tab may wake up much later, and shows its last rendering first.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") return veil("stale");
  tickedAt = Date.now();
  stayAwake();
});

addEventListener("pagehide", () => veil("stale"));

read();
stayAwake();
setInterval(tick, TICK_MS);
