// Keyboard first: `g` and a letter, `c`, `?`, `/`, and walking through lists. The palette is in palette.js.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const TYPED_IN = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  const isTyping = (target) => target.closest(TYPED_IN);
  let waitsForGo = 0;

  // Letters by their place on the keyboard: the same key in a Russian and in a Latin layout.
  const letterOf = (event) => {
    if (event.code === "Slash") return event.shiftKey ? "?" : "/";
    return /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.key;
  };

  for (const dialog of all("dialog")) {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close("no"));
  }

  // Lists: rows of a table, and lines with verbs of their own. The line stays marked while its parts are swapped.
  const LINES = "#page .list tbody tr[data-open], #page .list tbody tr:has(input[type=checkbox]), #page [data-line]";
  const here = () => $("#page .here");
  let place = -1;
  function stand(line) {
    if (here() === line) return;
    here()?.classList.remove("here");
    line.classList.add("here");
    place = all(LINES).indexOf(line);
  }
  function goToLine(line) {
    stand(line);
    line.scrollIntoView({ block: "nearest" });
    // The focus goes along, so that a screen reader says the line.
    $("a[href], button", line)?.focus({ preventScroll: true });
  }
  function walk(step) {
    const lines = all(LINES);
    if (!lines.length) return;
    const at = here() ? lines.indexOf(here()) : place - (step > 0);
    goToLine(lines[Math.max(0, Math.min(lines.length - 1, at + step))]);
  }
  let last = null;
  let wasInLine = false;
  document.addEventListener("focusin", (event) => {
    const line = event.target.closest(LINES);
    last = event.target;
    wasInLine = Boolean(line);
    // Whoever writes elsewhere has left the line: its letters are not meant any more.
    if (line) stand(line);
    else $("#page [data-line].here")?.classList.remove("here");
  });
  // A line that was done gives its place to the next one; one that was opened or closed keeps the focus.
  // What else went away with the focus in it leaves it to the page: the keyboard is never nowhere.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id === "page") place = -1;
    if (document.activeElement !== document.body || !last || last.isConnected) return;
    const lines = all(LINES);
    if (wasInLine && place >= 0 && lines.length) goToLine(lines[Math.min(place, lines.length - 1)]);
    else (firstField() ?? $("#main"))?.focus({ preventScroll: true });
  });
  // A page that is one form, or has one for which it is opened, begins in its first field.
  function firstField() {
    const form = $("#page .page-content > form.form[method=post], #page form[data-begins], .door form");
    return form && [...form.elements].find((field) => field.matches("input:not([type=hidden]), select, textarea"));
  }
  if (document.activeElement === document.body && !$("main [autofocus]")) firstField()?.focus({ preventScroll: true });

  const simple = {
    c: () => $("#create-menu")?.showPopover() ?? $("#create-menu .menu-item")?.focus(),
    "?": () => showKeys(),
    "/": () => $("#page .filters input[type=search], #page .filters input")?.focus(),
    j: () => walk(1),
    k: () => walk(-1),
    x: () => $("input[type=checkbox]", here() ?? document.createElement("i"))?.click(),
    " ": () => here() && window.okno.peek($("a[href]", here()).href),
    Enter: () => {
      const isFree = [document.body, $("#main")].includes(document.activeElement);
      return here() && isFree && $("a[href]", here())?.click();
    },
  };

  function showKeys() {
    const list = $("[data-keys-list]");
    for (const old of all("[data-added]", list)) old.remove();
    const line = here() ?? $("#page [data-line]:has([data-line-key])");
    const verbs = line ? all("[data-line-key]", line) : [];
    for (const part of [...all("#page [data-key]"), ...verbs]) {
      const key = document.createElement("dt");
      const sign = part.dataset.key ?? part.dataset.lineKey;
      key.append(Object.assign(document.createElement("kbd"), { textContent: sign }));
      const said = part.cloneNode(true);
      for (const letter of all("kbd", said)) letter.remove();
      const word = Object.assign(document.createElement("dd"), { textContent: said.textContent.trim() });
      key.dataset.added = word.dataset.added = "";
      list.prepend(key, word);
    }
    // The lines of the room stand in the page: a swap may have brought another room's.
    const told = $("#page template[data-help]");
    $("[data-help-shown]").replaceChildren(...(told ? [document.importNode(told.content, true)] : []));
    $("#keys").showModal();
  }
  window.okno.showKeys = showKeys;

  function goTo(letter) {
    waitsForGo = 0;
    $(`[data-go="${CSS.escape(letter)}"]`)?.click();
  }

  document.addEventListener("keydown", (event) => {
    const letter = letterOf(event);
    if ((event.ctrlKey || event.metaKey) && letter === "k") {
      event.preventDefault();
      window.okno.openPalette();
      return;
    }
    if ($("dialog[open]") || isTyping(event.target)) return;
    // What a toast offers to take back goes by the key of every editor.
    if ((event.ctrlKey || event.metaKey) && letter === "z") all("#toasts button").at(-1)?.click();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (waitsForGo > Date.now()) return goTo(letter);
    if (letter === "g") { waitsForGo = Date.now() + 1200; return; }
    const verb = here() && $(`[data-line-key="${CSS.escape(letter)}"]`, here());
    const own = verb || $(`#page [data-key="${CSS.escape(event.key)}"], #page [data-key="${CSS.escape(letter)}"]`);
    const act = own ? () => own.click() : simple[event.key] ?? simple[letter];
    if (!act || (event.key === " " && !here())) return;
    if ([" ", "Enter"].includes(event.key) && event.target.closest("button, summary, input")) return;
    if (event.key === "Enter") { act(); return; }
    event.preventDefault();
    act();
  });

  // Writing: Ctrl+Enter sends, Esc leaves the filter or closes the form that was unfolded, focus back on what opened
  // it.
  document.addEventListener("keydown", (event) => {
    const form = event.target.form ?? event.target.closest("form");
    const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (isSend && form && isTyping(event.target) && !event.defaultPrevented) {
      event.preventDefault();
      form.requestSubmit();
    }
    if (event.key !== "Escape" || event.defaultPrevented || $("dialog[open]")) return;
    const unfolded = event.target.closest("#page details[open]");
    const cancel = $("[data-cancel]", event.target.closest("[data-line]") ?? document.createElement("i"));
    if (cancel) cancel.click();
    else if (unfolded && ($("form", unfolded) || unfolded.closest("form"))) {
      unfolded.open = false;
      $("summary", unfolded).focus();
    } else if (isTyping(event.target)) $("#main").focus({ preventScroll: true });
    else unmark();
  });

  // Marked lines: the bar tells how many; one box of the head marks all, Esc unmarks.
  const boxes = () => ($("#page .bulk") ? all("#page .list tbody input[type=checkbox]") : []);
  function count() {
    const marked = boxes().filter((box) => box.checked).length;
    for (const told of all("#page [data-bulk-count]")) told.textContent = marked;
    const head = $("#page [data-bulk-all]");
    const isWhole = marked === boxes().length;
    if (head) Object.assign(head, { checked: marked > 0 && isWhole, indeterminate: marked > 0 && !isWhole });
  }
  function unmark() {
    for (const box of boxes()) box.checked = false;
    count();
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-bulk-all]")) for (const box of boxes()) box.checked = event.target.checked;
    if (event.target.matches(".list input[type=checkbox]")) count();
  });
  document.addEventListener("click", (event) => event.target.closest("[data-bulk-clear]") && unmark());
  document.addEventListener("htmx:afterSettle", count);
  count();
})();
