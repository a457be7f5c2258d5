// The page that leads to a channel's own: its form goes off by itself. Whoever comes back to it by the browser's Back
// chooses for themselves.
const [entry] = performance.getEntriesByType("navigation");
if (entry?.type !== "back_forward") document.querySelector("form[data-leave]").requestSubmit();
