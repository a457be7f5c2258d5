// What a till does beyond the script of every page: a sound when money arrives, which this device remembers, and a
// button that says what it refunds. Without this file everything still works.

const SOUND = "till-sound";
const button = document.getElementById("sound");
/** @type {AudioContext | undefined} */
let audio;

function isOn() {
  try {
    return localStorage.getItem(SOUND) === "on";
  } catch {
    return false;
  }
}

/** Two short notes. A browser that has not been pressed yet plays none, and says nothing of it. */
function play() {
  audio ??= new AudioContext();
  audio.resume();
  [880, 1175].forEach((pitch, i) => {
    const from = audio.currentTime + i * 0.16;
    const [note, loudness] = [audio.createOscillator(), audio.createGain()];
    note.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, from);
    loudness.gain.exponentialRampToValueAtTime(0.4, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.4);
    note.connect(loudness).connect(audio.destination);
    note.start(from);
    note.stop(from + 0.42);
  });
  document.documentElement.dataset.played = `${
    Number(document.documentElement.dataset.played ?? 0) + 1
  }`;
}

function show() {
  if (!button) return;
  button.textContent = isOn() ? button.dataset.on : button.dataset.off;
  button.ariaPressed = `${isOn()}`;
}

button?.addEventListener("click", () => {
  try {
    localStorage.setItem(SOUND, isOn() ? "off" : "on");
  } catch {
    // A browser that stores nothing is silent.
  }
  if (isOn()) play();
  show();
});

/** How many sales the page shows of its day, or that a shop's screen has turned to paid. */
function arrivedOn() {
  const [day, count] = document.getElementById("sales")?.dataset.count?.split(" ") ?? [];
  const screen = document.getElementById("screen");
  const paid = screen?.classList.contains("paid") || screen?.querySelector(".last") !== null;
  return { day, count: Number(count ?? 0) + (screen && paid ? 1 : 0) };
}

let shown = arrivedOn();
document.addEventListener("htmx:after:swap", () => {
  const now = arrivedOn();
  if (isOn() && now.day === shown.day && now.count > shown.count) play();
  shown = now;
});

/** Without a network the page stays, and says so, instead of making room for the browser's own. */
function stayOffline(event) {
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const notice = document.getElementById("offline");
  if (!notice) return;
  notice.hidden = false;
  notice.scrollIntoView({ block: "nearest" });
}

addEventListener("submit", stayOffline, true);
addEventListener("click", (event) => {
  if (event.target.closest("a[href]:not([data-ask])")) stayOffline(event);
}, true);

for (const each of document.querySelectorAll("[data-scripted]")) each.hidden = false;
show();

const form = document.querySelector("form[data-refund]");
if (form) {
  const [field, submit] = [form.elements.amount, form.querySelector("[type=submit]")];
  const idle = submit.textContent;
  const name = () => {
    const [, yuan, cents = ""] = /^(0|[1-9]\d{0,9})(?:[.](\d{1,2}))?$/.exec(field.value.trim()) ??
      [];
    const amount = yuan && `¥${yuan.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents.padEnd(2, "0")}`;
    submit.textContent = amount ? form.dataset.refund.replace("{amount}", amount) : idle;
  };
  field.addEventListener("input", name);
  name();
}
