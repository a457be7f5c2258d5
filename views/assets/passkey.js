// Forms that a passkey fills in: the device is asked, and the form is sent like any other.

const { startAuthentication, startRegistration, browserSupportsWebAuthn } = SimpleWebAuthnBrowser;

// Heard on the document: a panel that is swapped in brings forms of its own.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-passkey]")) return;
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  if (button.hasAttribute("aria-disabled")) return;
  const say = (problem) => {
    for (const each of form.querySelectorAll("[data-problem]")) {
      each.hidden = each.dataset.problem !== problem;
    }
  };
  say();
  button.setAttribute("aria-disabled", "true");
  const problem = await answer(form);
  if (problem === undefined) return form.submit();
  say(problem);
  button.removeAttribute("aria-disabled");
});

/** Fills in what the device answers; the name of the problem where it answers nothing. */
async function answer(form) {
  if (!browserSupportsWebAuthn()) return "unsupported";
  const options = await ask(form);
  if (typeof options === "string") return options;
  try {
    const use = form.dataset.passkey === "create" ? startRegistration : startAuthentication;
    form.elements.response.value = JSON.stringify(await use({ optionsJSON: options }));
  } catch (error) {
    // Pages at another address than the portal's own have no passkeys of it.
    const elsewhere = error.name === "SecurityError" || error.cause?.name === "SecurityError";
    return elsewhere ? "elsewhere" : "cancelled";
  }
}

// Back shows the page as it was left: whoever comes back may press again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.elements.response.value = "";
    form.querySelector("[type=submit]").removeAttribute("aria-disabled");
  }
});

/** What the device is to sign, or the name of the problem. */
async function ask(form) {
  try {
    const answer = await fetch(form.dataset.challenge, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
    });
    if (answer.status === 429) return "too_many";
    // Signed out in the meantime, or a link that is over: the page says which.
    if (!answer.ok || answer.redirected) {
      location.reload();
      return "cancelled";
    }
    return await answer.json();
  } catch {
    return "unreachable";
  }
}
