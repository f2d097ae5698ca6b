// The board of deals: a card is dragged to where the deal stands now. The server decides; a refusal puts it back.
(() => {
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
    // The card's own form is sent, so that a refusal is said where all refusals are.
    const form = item.querySelector(".move");
    const select = form.elements.stage;
    if (![...select.options].some((option) => option.value === stage)) select.add(new Option("", stage));
    select.value = stage;
    form.addEventListener("htmx:afterRequest", ({ detail }) => detail.xhr.status < 400 || putBack(event), { once: true });
    form.requestSubmit();
    form.reset();
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
