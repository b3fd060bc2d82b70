// What scripts add to the form: live progress, rounds without a round trip, years that follow the as-of date, a word
// before typed answers are lost.
// Everything works without this file.
import { followAsOf } from "./accounts.js";
import { watchProgress } from "./progress.js";
import { handleRounds } from "./rounds.js";

const form = document.getElementById("profile");
watchProgress(form);
handleRounds(form);
followAsOf(form);

let unsaved = false;
form.addEventListener("input", () => { unsaved = true; });
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-safe], button[name=do]")) unsaved = false;
});
form.addEventListener("submit", () => { unsaved = false; });
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

document.querySelector("[data-summary]")?.focus();
for (const link of document.querySelectorAll("[data-summary] a")) {
  link.addEventListener("click", () => {
    const field = document.getElementById(link.hash.slice(1));
    field?.closest("details")?.setAttribute("open", "");
    field?.focus();
  });
}
