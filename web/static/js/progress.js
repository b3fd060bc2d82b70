// Counts answered questions as they are answered, in all places that show progress.

// What the server refused and nobody has changed since is no answer, nor is a number without a digit.
function tells(box) {
  const refused = box.hasAttribute("aria-invalid") && box.value === box.defaultValue;
  return !refused && /\p{Nd}/u.test(box.value);
}

function answered(question) {
  const boxes = question.querySelectorAll("input");
  return [...boxes].some((box) => (box.type === "text" ? tells(box) : box.checked && box.value !== ""));
}

function count(questions) {
  return { asked: questions.length, answered: questions.filter(answered).length };
}

function show(meter, { answered: done, asked }) {
  const bar = meter.querySelector("progress");
  const text = meter.querySelector("[data-of]");
  bar.value = done;
  text.textContent = text.dataset.of.replace("{answered}", done).replace("{asked}", asked);
}

export function watchProgress(form) {
  const questions = [...form.querySelectorAll("[data-factor]")];
  const update = () => {
    for (const meter of document.querySelectorAll("[data-progress]")) {
      const id = meter.dataset.progress;
      show(meter, count(questions.filter((each) => (id === "short" ? "short" in each.dataset : each.dataset.factor === id))));
    }
  };
  form.addEventListener("input", update);
  window.addEventListener("pageshow", update); // 'back' brings the answers back, not the counts
  update();
}
