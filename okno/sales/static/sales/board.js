// The board of deals: a card is dragged to where the deal stands now. The server decides; a refusal puts it back.
(() => {
  const PAGE = { target: "#page", select: "#page", swap: "outerHTML show:none" };

  function putBack({ item, from, oldIndex }) {
    if (item.isConnected && from.isConnected) from.insertBefore(item, from.children[oldIndex] || null);
  }

  function drop(event) {
    const { item, from, to } = event;
    const stage = to.dataset.drop;
    if (from === to) return putBack(event);
    if (stage === "lost") {
      putBack(event);
      return askWhy(item.dataset.lose);
    }
    // Put back at once where the answer can only be no.
    if (stage === "won") putBack(event);
    const values = { stage, next: "board" };
    htmx.ajax("POST", item.dataset.move, { ...PAGE, source: item, values }).then(() => putBack(event));
  }

  function askWhy(address) {
    const dialog = document.getElementById("lose");
    htmx.ajax("GET", `${address}?next=board`, { target: "[data-lose-form]", select: ".form", swap: "innerHTML" }).then(() => {
      dialog.showModal();
      dialog.querySelector("select")?.focus();
    });
  }

  function start() {
    for (const cards of document.querySelectorAll("[data-drop]:not([data-started])")) {
      cards.dataset.started = "";
      Sortable.create(cards, {
        group: "deals",
        sort: false,
        animation: 120,
        delay: 150,
        delayOnTouchOnly: true,
        draggable: ".card-deal",
        filter: ".card-menu, a",
        preventOnFilter: false,
        onEnd: drop,
        onMove: ({ to }) => {
          for (const one of document.querySelectorAll("[data-drop]")) one.classList.toggle("over", one === to);
        },
        onUnchoose: () => {
          for (const one of document.querySelectorAll("[data-drop].over")) one.classList.remove("over");
        },
      });
    }
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("#lose [data-cancel]")) return;
    event.preventDefault();
    document.getElementById("lose").close();
  });
  document.addEventListener("htmx:afterSettle", start);
  start();
})();
