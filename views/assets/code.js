// A code says by itself that it is about to end, and that it has: in place of the words that say until when, and once
// to whoever listens to the page. Without this file those words stay as they were drawn.

/** As long before its end as the portal says so when it draws the page. */
const SOON_MS = 60_000;

/** When each of these texts ends, by this browser's own clock: the page says how long that is, not what time it was. */
const ends = new WeakMap();
let waiting;

function look() {
  clearTimeout(waiting);
  const now = Date.now();
  let next = Infinity;
  for (const text of document.querySelectorAll("[data-ends]")) {
    const { ends: end, drawn } = text.dataset;
    if (!ends.has(text)) ends.set(text, now + Date.parse(end) - Date.parse(drawn));
    const left = ends.get(text) - now;
    if (left <= 0) say(text, "over");
    else if (left <= SOON_MS) say(text, "soon");
    if (left > 0) next = Math.min(next, left > SOON_MS ? left - SOON_MS : left);
  }
  if (next < Infinity) waiting = setTimeout(look, next);
}

function say(text, when) {
  const words = text.querySelector(`[data-when=${when}]`);
  if (!words.hidden) return;
  // Nothing that can be pressed moves: the words are shorter, and their lines stay.
  const lines = text.parentElement;
  lines.style.minHeight = `${lines.getBoundingClientRect().height}px`;
  for (const each of text.children) each.hidden = each !== words;
  const status = document.getElementById("status");
  if (status) status.textContent = words.textContent;
}

// A page that was out of sight, or a device that slept, may have missed the time.
document.addEventListener("visibilitychange", look);
addEventListener("pageshow", look);
// A panel that is swapped in brings a code of its own.
document.addEventListener("htmx:after:swap", look);
look();
