// Lets the years of the accounts follow the as-of date as long as the table is empty. Without this file the server
// names them anew with the next page, and they can be typed.

function rename(table, box, year) {
  const column = box.name.replace("year", "");
  for (const label of table.querySelectorAll(`tbody label[for^="f-${column}"]`)) {
    label.textContent = label.textContent.replace(box.value, year);
  }
  box.value = year;
}

export function followAsOf(form) {
  const table = form.querySelector(".accounts-table");
  const asOf = form.querySelector("[name=as_of]");
  asOf.addEventListener("change", () => {
    const [, year] = /^\s*(\d{4})/.exec(asOf.value) ?? [];
    const figures = [...(table?.querySelectorAll("tbody input") ?? [])];
    if (!year || figures.some((figure) => figure.value)) return;
    table?.querySelectorAll("thead input").forEach((box, place) => rename(table, box, String(year - 1 - place)));
  });
}
