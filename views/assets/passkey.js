// Forms that a passkey fills in: the device is asked, and the form is sent like any other.

const { startAuthentication, startRegistration, browserSupportsWebAuthn } = SimpleWebAuthnBrowser;

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[type=submit]");
  let asking = false;

  const say = (problem) => {
    for (const each of form.querySelectorAll("[data-problem]")) {
      each.hidden = each.dataset.problem !== problem;
    }
    button.removeAttribute("aria-disabled");
    asking = false;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    for (const each of form.querySelectorAll("[data-problem]")) each.hidden = true;
    button.setAttribute("aria-disabled", "true");
    if (!browserSupportsWebAuthn()) return say("unsupported");

    const options = await ask(form);
    if (typeof options === "string") return say(options);
    try {
      const use = form.dataset.passkey === "create" ? startRegistration : startAuthentication;
      form.elements.response.value = JSON.stringify(await use({ optionsJSON: options }));
    } catch (error) {
      // Pages at another address than the portal's own have no passkeys of it.
      const elsewhere = error.name === "SecurityError" || error.cause?.name === "SecurityError";
      return say(elsewhere ? "elsewhere" : "cancelled");
    }
    form.submit();
  });
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
