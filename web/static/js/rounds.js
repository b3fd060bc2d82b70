// Adds and removes rows of funding rounds in the page. Row numbers in names only have to differ: the server closes gaps.

function nextNumber(rows) {
  const taken = [...rows.querySelectorAll("[data-round] select[name$='-round']")].map((box) => Number(box.name.split("-")[1]));
  return Math.max(-1, ...taken) + 1;
}

function renumber(rows) {
  rows.querySelectorAll(":scope > [data-round]").forEach((row, place) => {
    const title = row.querySelector("[data-round-title]");
    const remove = row.querySelector("[data-remove-round]");
    title.textContent = title.dataset.roundTitle.replace("{number}", place + 1);
    remove.textContent = remove.dataset.removeRound.replace("{number}", place + 1);
  });
}

function add(rows) {
  const template = rows.querySelector("[data-round-template]");
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__row__", nextNumber(rows));
  const row = holder.content.querySelector("[data-round]");
  template.before(row);
  renumber(rows);
  row.querySelector("select").focus();
}

function remove(rows, row) {
  row.remove();
  renumber(rows);
  rows.querySelector("[data-add-round]").focus();
}

export function handleRounds(form) {
  const rows = form.querySelector("[data-rounds]");
  rows.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button) return;
    event.preventDefault();
    if ("addRound" in button.dataset) {
      form.querySelector("[name=funding][value=listed]").checked = true;
      add(rows);
    } else {
      remove(rows, button.closest("[data-round]"));
    }
    form.dispatchEvent(new Event("input"));
  });
}
