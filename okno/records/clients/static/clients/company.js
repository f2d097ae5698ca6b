// In place: a value that opens is chosen whole, Esc gives it back as it was.
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".fact-form input:not([type=checkbox])")) event.target.select();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
  const cancel = event.target.closest("[data-edit]")?.querySelector("[data-edit-cancel]");
  if (!cancel) return;
  event.preventDefault();
  event.stopPropagation();
  cancel.click();
});
