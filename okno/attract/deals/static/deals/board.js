// The board of deals: a card is dragged to where the deal stands now. The server decides; a refusal puts it back.
(() => {
  // What of the answer is taken stands on the board (hx-select): told here, it would hold for refusals too.
  const PAGE = { target: "#page", swap: "outerHTML show:none" };
  const dialog = (name) => document.getElementById(name);
  let dragged = null;

  function putBack() {
    if (!dragged) return;
    const { item, from, before } = dragged;
    if (item.isConnected && from.isConnected) from.insertBefore(item, before?.parentNode === from ? before : null);
    dragged = null;
  }

  function drop(event) {
    const { item, from, to } = event;
    if (from === to) return putBack();
    if (to.dataset.drop === "lost") {
      putBack();
      return askWhy(item);
    }
    move(item, to.dataset.drop);
  }

  // The card asks by itself, so that what is refused is said where all refusals are.
  function move(card, stage) {
    const values = { stage, next: "board", seen_stage: card.dataset.stage };
    card.classList.add("moving");
    const address = card.querySelector(".card-menu").href;
    htmx.ajax("POST", address, { ...PAGE, source: card, values }).finally(() => card.classList.remove("moving"));
  }
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.elt.matches?.(".card-deal") && !(detail.xhr.status && detail.xhr.status < 400)) putBack();
  });

  // What the stage asks for and the deal lacks is filled in right here.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.status !== 422 || !detail.xhr.responseText.includes("data-lacking")) return;
    if (!detail.requestConfig?.elt?.closest(".card-deal, #lacking")) return;
    Object.assign(detail, {
      shouldSwap: true,
      isError: false,
      target: document.querySelector("[data-lacking-form]"),
      swapOverride: "innerHTML",
      selectOverride: "[data-lacking]",
    });
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (!detail.target?.matches("[data-lacking-form]")) return;
    if (!dialog("lacking").open) dialog("lacking").showModal();
    dialog("lacking").querySelector(".is-invalid, input:not([type=hidden]), select, a, button")?.focus();
  });

  function askWhy(card) {
    const address = `${card.querySelector(".card-company a").getAttribute("href")}lose/?next=board`;
    htmx.ajax("GET", address, { target: "[data-lose-form]", select: ".form", swap: "innerHTML" }).then(() => {
      dialog("lose").showModal();
      dialog("lose").querySelector("select, input:not([type=hidden])")?.focus();
    });
  }

  // By the keyboard: `m` on a card, then the number of the stage; the same by a press on its dots.
  let moved = null;
  function openMoves(card) {
    moved = card;
    const title = card.querySelector(".card-company").textContent.trim();
    dialog("move").querySelector("[data-move-deal]").textContent = title;
    for (const button of dialog("move").querySelectorAll("[data-to]")) {
      button.disabled = button.dataset.to === card.dataset.stage;
    }
    dialog("move").showModal();
    dialog("move").querySelector("[data-to]:enabled")?.focus();
  }
  function choose(button) {
    dialog("move").close();
    if (button.dataset.to === "lost") askWhy(moved);
    else move(moved, button.dataset.to);
  }
  document.addEventListener("click", (event) => {
    const menu = event.target.closest(".card-menu");
    if (menu && !event.ctrlKey && !event.metaKey && dialog("move")) {
      event.preventDefault();
      return openMoves(menu.closest(".card-deal"));
    }
    const to = event.target.closest("#move [data-to]");
    if (to) return choose(to);
    const back = event.target.closest("#lose [data-cancel], #lacking [data-cancel]");
    if (!back) return;
    event.preventDefault();
    back.closest("dialog").close();
  });
  document.addEventListener("keydown", (event) => {
    if (!dialog("move")?.open || !/^[0-9]$/.test(event.key)) return;
    const buttons = [...dialog("move").querySelectorAll("[data-to]")];
    const button = event.key === "0" ? buttons.at(-1) : buttons.slice(0, -1)[Number(event.key) - 1];
    if (button && !button.disabled) choose(button);
  });

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
        onStart: ({ item, from }) => { dragged = { item, from, before: item.nextElementSibling }; },
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
  document.addEventListener("htmx:afterSettle", start);
  start();
})();
