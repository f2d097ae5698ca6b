// In place: Esc gives a value back as it was; where the button that opened it stood, the focus returns.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
  const cancel = event.target.closest("[data-edit]")?.querySelector("[data-edit-cancel]");
  if (!cancel) return;
  event.preventDefault();
  event.stopPropagation();
  cancel.click();
});
