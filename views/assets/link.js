// A link's page: the button shows the amount as it is typed. Without this file the next page shows it.

const form = document.querySelector("form[data-pay]");
const field = form.elements.amount;
const button = form.querySelector("[data-method]");
const { textContent: idle } = button;

/** Parsed as the portal does: digits with at most two decimals after a point or comma; undefined for anything else, and for zero. */
function typed() {
  const half = field.value
    .replace(/[０-９．，]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
    .replace("。", ".").trim();
  const [, yuan, cents = ""] = /^(0|[1-9]\d{0,9})(?:[.,](\d{1,2}))?$/.exec(half) ?? [];
  if (yuan === undefined || /^0*$/.test(yuan + cents)) return undefined;
  return `¥${yuan.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents.padEnd(2, "0")}`;
}

function show() {
  const amount = typed();
  button.textContent = amount ? form.dataset.pay.replace("{amount}", amount) : idle;
  button.name = amount ? "method" : "";
  button.value = button.dataset.method;
}

for (const each of form.querySelectorAll("[data-scripted]")) each.hidden = false;
field.addEventListener("input", show);
addEventListener("pageshow", show);
show();
