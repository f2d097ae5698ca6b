// Items of a list are dragged into another order; the buttons and the keys `u`, `d` do the same.
(() => {
  function start() {
    const list = document.querySelector("[data-directory]:not([data-started])");
    if (!list) return;
    list.dataset.started = "";
    Sortable.create(list, {
      handle: "[data-handle]",
      draggable: "[data-item]",
      animation: 120,
      onEnd: ({ item, oldIndex, newIndex }) => {
        if (oldIndex === newIndex) return;
        const lines = [...list.querySelectorAll("[data-item]")];
        const group = lines.filter((line) => line.dataset.group === item.dataset.group);
        htmx.ajax("POST", list.dataset.directory, {
          source: item.querySelector("[data-handle]"),
          values: { order: group.map((line) => line.dataset.item) },
          target: "#page",
          swap: "outerHTML show:none",
        });
      },
    });
  }
  document.addEventListener("htmx:afterSettle", start);
  start();

  // Esc gives up the change of a line.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
    const form = event.target.closest("[data-edit]");
    if (!form) return;
    event.preventDefault();
    event.stopPropagation();
    form.querySelector("[data-edit-cancel]")?.click();
  });
})();
