// Stages are dragged into another order; the buttons and keys `u`, `d` do the same.
(() => {
  function start() {
    const list = document.querySelector("[data-stages]:not([data-started])");
    if (!list) return;
    list.dataset.started = "";
    Sortable.create(list, {
      handle: "[data-handle]",
      draggable: ".stage-line",
      animation: 120,
      onEnd: ({ item, oldIndex, newIndex }) => {
        if (oldIndex === newIndex) return;
        const order = [...list.querySelectorAll("[data-stage]")].map((line) => line.dataset.stage);
        htmx.ajax("POST", list.dataset.stages, { source: item.querySelector("[data-handle]"), values: { order }, target: "#page", swap: "outerHTML show:none" });
      },
    });
  }
  document.addEventListener("htmx:afterSettle", start);
  start();
})();
