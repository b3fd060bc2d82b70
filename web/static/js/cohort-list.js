// Lets two companies be compared only when two are chosen. Without this file the server says so.
const form = document.querySelector("[data-choosing]");
if (form) {
  const button = form.querySelector("[data-two]");
  const update = () => {
    button.disabled = form.querySelectorAll("input[name=row]:checked").length !== 2;
  };
  form.addEventListener("change", update);
  window.addEventListener("pageshow", update); // 'back' brings the choice back
  update();
}
