// Ctrl+K: one line for clients, documents, people, pages and actions; what was opened lately is kept here, by person.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const dialog = $("#palette");
  const line = $("#palette input");

  // Addresses of records that were opened, the latest first. They are named by the server, to whom may see them.
  const KEPT = "okno-opened:";
  const MOST = 12;
  const owner = $("[data-drafts-of]")?.dataset.draftsOf ?? "";
  const names = () => Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
  const opened = () => { try { return JSON.parse(localStorage.getItem(KEPT + owner)) ?? []; } catch { return []; } };
  function keep() {
    const path = location.pathname;
    if (!owner || !/^\/[a-z-]+\/\d+\/$/.test(path)) return;
    const paths = [path, ...opened().filter((other) => other !== path)].slice(0, MOST + 1);
    try {
      localStorage.setItem(KEPT + owner, JSON.stringify(paths));
    } catch { /* Nothing is kept then. */ }
  }
  for (const name of names()) if (owner && name !== KEPT + owner) localStorage.removeItem(name);
  keep();
  document.addEventListener("htmx:afterSettle", (event) => event.detail.target.id === "page" && keep());
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[action$='/logout/']")) names().forEach((name) => localStorage.removeItem(name));
  });
  if (!dialog) {
    window.okno.openPalette = () => {};
    return;
  }

  window.okno.openPalette = () => {
    if (dialog.open) return;
    dialog.showModal();
    line.value = "";
    line.focus();
    htmx.trigger(line, "opened");
  };
  document.addEventListener("htmx:configRequest", (event) => {
    // The page that is open is not what one looks for.
    if (event.detail.elt !== line) return;
    event.detail.parameters.opened = opened().filter((path) => path !== location.pathname).join(" ");
  });

  const found = () => all("#palette-found [role=option]");
  function choose(option) {
    for (const other of found()) other.setAttribute("aria-selected", String(other === option));
    option?.scrollIntoView({ block: "nearest" });
    if (option) line.setAttribute("aria-activedescendant", option.id);
    else line.removeAttribute("aria-activedescendant");
    line.setAttribute("aria-expanded", String(found().length > 0));
  }
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "palette-found") choose(found()[0]);
  });
  // An action that wants a client goes on being typed.
  function take(event) {
    const option = event.target.closest("[data-fill]");
    if (!option || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    line.value = option.dataset.fill;
    line.focus();
    htmx.trigger(line, "opened");
  }
  $("#palette-found").addEventListener("click", take);
  dialog.addEventListener("keydown", (event) => {
    const options = found();
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (options.length) choose(options[(at + step + options.length) % options.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      if ((event.ctrlKey || event.metaKey) && options[at]) open(options[at].href, "_blank", "noopener");
      else options[at]?.click();
    } else if (event.key === "Escape") {
      // A search field would take the first Esc to empty itself.
      event.preventDefault();
      dialog.close();
    }
  });
})();
