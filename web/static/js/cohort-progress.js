// Looks how far the ranking has come and goes on to it. Without this file the page loads itself again.
const SECOND = 1000;
const place = document.querySelector("[data-progress-at]");
const bar = place.querySelector("progress");
const step = place.querySelector("[data-step]");

async function look() {
  try {
    const answer = await fetch(place.dataset.progressAt, { headers: { Accept: "application/json" } });
    const found = answer.ok ? await answer.json() : { state: "over" };
    if (found.state === "over") {
      location.reload();
      return;
    }
    bar.value = found.percent;
    if (step.textContent !== found.step) step.textContent = found.step;
  } catch {
    // The network may be back at the next look.
  }
  setTimeout(look, SECOND);
}
setTimeout(look, SECOND / 2);
