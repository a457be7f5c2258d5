// What the page hears is only a reason to ask the shop's own server, which asks the API.
document.addEventListener("countersign", async ({ detail }) => {
  show("told", detail.state);
  if (detail.state === "open") return;
  const answer = await fetch("/demo/shop/order");
  const { state } = await answer.json();
  show("confirmed", state);
  for (const each of document.querySelectorAll("[data-when]")) {
    each.hidden = each.dataset.when !== state;
  }
});

function show(id, state) {
  const line = document.getElementById(id);
  line.textContent = line.dataset[state];
}
