// Deals changed where they stand: Esc gives a value back, Tab writes it and opens the next one of the row.
(() => {
  let next = null;
  let marked = null;

  document.addEventListener("focusin", (event) => {
    const isTyped = event.target.matches(":is(.fact-form, .cell-form) input:not([type=checkbox], [type=hidden])");
    if (isTyped) event.target.select?.();
  });
  document.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell) open(cell);
  });
  function open(cell) {
    const address = `${cell.closest("tr").dataset.cells}${cell.dataset.cell}/change/`;
    const values = { row: cell.closest("table").dataset.view };
    htmx.ajax("GET", address, { source: cell, target: cell.closest("td"), swap: "innerHTML", values });
  }
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const form = event.target.closest("[data-edit]");
    if (!form) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      form.querySelector("[data-edit-cancel]")?.click();
    }
    const isInCell = form.matches("[data-cell-form]") && event.target.matches("input, select");
    if (event.key === "Tab" && isInCell) step(event, form);
  });

  function step(event, form) {
    const row = form.closest("tr");
    const cells = [...row.querySelectorAll("[data-cell], [data-cell-form]")];
    const beside = cells[cells.indexOf(form) + (event.shiftKey ? -1 : 1)];
    if (!beside) return;
    event.preventDefault();
    next = { row: row.id, cell: beside.dataset.cell };
    form.requestSubmit();
  }

  // The row comes anew after each change: its mark stays, and the cell that was asked for opens.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const row = detail.elt.closest?.("tr[id]");
    marked = row?.querySelector("input[type=checkbox][name=deal]")?.checked ? row.id : marked;
    if (detail.xhr.status >= 400) next = null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const box = marked && document.querySelector(`#${marked} input[name=deal]`);
    if (box) box.checked = true;
    marked = null;
    const cell = next && document.querySelector(`#${next.row} [data-cell="${next.cell}"]`);
    next = null;
    if (cell) open(cell);
  });

  // A choice or a tick in a cell is written as it is made.
  document.addEventListener("change", (event) => {
    if (event.target.matches(".cell-form :is(select, input[type=checkbox])")) event.target.form.requestSubmit();
  });

  // What is cut off is told whole where one stops; not in each row of the page, which it would make heavier.
  document.addEventListener("mouseover", ({ target }) => {
    const cell = target.closest(".deal-rows .fill");
    if (cell && !cell.title) cell.title = (cell.querySelector("a") ?? cell).textContent.trim();
  });

  // A verb with a page of its own takes the marked along in the address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-marked-to]");
    if (!link) return;
    const boxes = [...document.querySelectorAll("input[name=deal][form=marked]:checked")];
    const query = new URLSearchParams(boxes.map((box) => ["deal", box.value]));
    link.search = `${query}&next=list`;
  });
})();
