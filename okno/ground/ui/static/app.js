// Parts of pages: forms sent by htmx, refusals, toasts, filters, panels, dialogs. Keys are in keys.js.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;

  // A form in a page is sent by htmx, so that a refusal loses nothing that was typed.
  const PAGE = {
    "hx-target": "#page",
    "hx-select": "#page",
    "hx-swap": "outerHTML show:none",
    "hx-push-url": "true",
  };
  const POSTED = { ...PAGE, "hx-disabled-elt": "find [type=submit]" };
  const FILTERED = {
    ...PAGE,
    "hx-trigger": "change, submit, input delay:250ms from:find input[type=search]",
    "hx-sync": "this:replace",
  };
  function dress(form) {
    if (form.dataset.dressed || "plain" in form.dataset || !form.closest("#page, #peek-body")) return;
    if (all("*", form).concat(form).some((part) => part.matches("[hx-post], [hx-get], [method=dialog]"))) return;
    const isGet = form.method !== "post";
    if (isGet && !form.matches(".filters")) return;
    form.dataset.dressed = "";
    const address = form.getAttribute("action") || location.pathname + (isGet ? "" : location.search);
    form.setAttribute(isGet ? "hx-get" : "hx-post", address);
    if (form.enctype === "multipart/form-data") form.setAttribute("hx-encoding", form.enctype);
    for (const [name, value] of Object.entries(isGet ? FILTERED : POSTED)) {
      if (!form.hasAttribute(name)) form.setAttribute(name, value);
    }
    if (window.htmx) htmx.process(form);
  }
  function settle(part) {
    all("form", part).forEach(dress);
    const record = $(".record:not([data-settled])", part);
    if (record) {
      record.dataset.settled = "";
      showPart(record.dataset.first);
    }
    for (const row of all(".list tbody tr", part)) if ($("a[href]", row)) row.dataset.open = "";
    for (const list of all(".list", part)) {
      const heads = all("thead th", list).map((head) => head.textContent.trim());
      for (const cell of all("tbody td", list)) cell.dataset.label ??= heads[cell.cellIndex] ?? "";
      for (const row of all("tfoot tr", list)) {
        let place = 0;
        for (const cell of row.cells) {
          if (cell.matches(".num")) cell.dataset.label ??= heads[place] ?? "";
          place += cell.colSpan;
        }
      }
    }
    for (const wrap of all(".list-wrap", part)) if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;
  }
  settle(document);
  document.addEventListener("htmx:afterSettle", () => settle(document));

  // Typing in a filter goes on while the list is swapped under it.
  let typed = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const line = document.activeElement?.closest(".filters input[name]");
    typed = line && { name: line.name, value: line.value, at: line.selectionStart };
  });
  document.addEventListener("htmx:afterSettle", () => {
    const line = typed && $(`.filters input[name="${CSS.escape(typed.name)}"]`);
    if (!line || document.activeElement !== document.body) return;
    if (line.type === "search" || line.type === "text") line.value = typed.value;
    line.focus();
    if (typed.at !== null) line.setSelectionRange(typed.at, typed.at);
  });

  // Swaps: what is forbidden vanishes from a panel, what is refused is said above, the rest replaces the page.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = event.detail;
    const { status, responseText, responseURL } = detail.xhr;
    if (detail.elt.matches(".panel-slot")) {
      if (status >= 400) Object.assign(detail, { shouldSwap: true, isError: false, serverResponse: "" });
      return;
    }
    // What asks by itself answers nothing that a person did: a refusal stays until he is through with it.
    if (detail.elt.matches("[data-quiet]")) return;
    if (status >= 400 && responseText.includes("data-refusal")) {
      Object.assign(detail, {
        shouldSwap: true,
        isError: false,
        target: refusalPlace(detail.elt),
        swapOverride: "innerHTML",
        selectOverride: "unset",
      });
      if (responseText.includes("<html")) detail.selectOverride = "[data-refusal]";
      return;
    }
    for (const place of all("#refusal, [data-refusal-place]")) place.replaceChildren();
    if (status === 422) Object.assign(detail, { shouldSwap: true, isError: false });
    if (detail.target?.id !== "page" || status >= 400) return;
    if (!responseText.includes('id="page"') || bringsScripts(responseText)) {
      detail.shouldSwap = false;
      location.assign(responseURL || location.href);
    }
  });
  // Behind an open dialog nobody sees or reads a refusal: there it stands in the dialog itself.
  function refusalPlace(asker) {
    const dialog = asker.closest("dialog[open]");
    if (!dialog) return $("#refusal");
    if (!$("[data-refusal-place]", dialog)) {
      const place = Object.assign(document.createElement("div"), { role: "alert" });
      place.dataset.refusalPlace = "";
      dialog.prepend(place);
    }
    return $("[data-refusal-place]", dialog);
  }
  // Another page may need styles and scripts of its own: styles are added, for scripts the page loads whole.
  function bringsScripts(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    for (const link of all("head link[rel=stylesheet]", fresh)) {
      if (!$(`link[href="${link.getAttribute("href")}"]`)) document.head.append(document.importNode(link));
    }
    return all("head script[src]", fresh).some((script) => !$(`script[src="${script.getAttribute("src")}"]`));
  }
  document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    const { history, xhr } = event.detail;
    // What was refused has not led anywhere: a reload must not ask for the address of the verb.
    if (xhr.status >= 400) history.path = location.pathname + location.search;
    if (history.path === location.pathname + location.search) history.type = "replace";
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const { target, xhr } = event.detail;
    if (target?.matches("#refusal, [data-refusal-place]")) $(".refusal", target)?.focus({ preventScroll: true });
    if (target?.id === "page" && xhr.status === 422) $(".is-invalid, .form-errors")?.focus();
    if (target?.id === "page") markRail();
  });
  // What asks by itself is silent about it; a form in which one writes says it in a line of its own (drafts.js).
  function isSilent({ detail }) {
    const isWriting = detail.elt.closest("#page form[hx-post]:not(.verb, [data-no-draft])");
    const isAnswered = detail.xhr.status < 500 && detail.xhr.status;
    return detail.elt.matches("[data-quiet], .panel-slot") || (isWriting && !isAnswered);
  }
  document.addEventListener("htmx:responseError", (event) => isSilent(event) || say($("#toasts").dataset.failed));
  document.addEventListener("htmx:sendError", (event) => isSilent(event) || say($("#toasts").dataset.offline));

  // The rail is longer than a low screen: where one is stands in sight.
  function showHere() {
    const [rail, here] = [$(".rail-groups"), $(".rail-link[aria-current]")];
    if (!rail || !here) return;
    const [outer, inner] = [rail.getBoundingClientRect(), here.getBoundingClientRect()];
    if (inner.bottom > outer.bottom) rail.scrollTop += inner.bottom - outer.bottom;
    if (inner.top < outer.top) rail.scrollTop -= outer.top - inner.top;
  }
  showHere();
  function markRail() {
    const links = all(".rail-link[href], .bottom-link[href]");
    const isHere = (path) => path === location.pathname || (path !== "/" && location.pathname.startsWith(path));
    const fits = links.map((link) => new URL(link.href).pathname).filter(isHere);
    const here = fits.sort((a, b) => b.length - a.length)[0];
    for (const link of links) {
      if (new URL(link.href).pathname === here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
      if (new URL(link.href).pathname === here && link.closest("details")) link.closest("details").open = true;
    }
    showHere();
  }

  // Toasts: HX-Trigger: {"toast": {"text": …, "undo": address}}
  function say(text, undo) {
    const line = document.createElement("div");
    line.className = "toast-line";
    line.append(Object.assign(document.createElement("span"), { textContent: text }));
    if (undo) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: $("#toasts").dataset.undo });
      button.addEventListener("click", () => {
        line.remove();
        htmx.ajax("POST", undo, { source: "#toasts", target: "#page", swap: "outerHTML show:none" });
      });
      line.append(button);
    }
    $("#toasts").append(line);
    setTimeout(() => line.remove(), undo ? 10000 : 6000);
  }
  document.addEventListener("toast", (event) => say(event.detail.text, event.detail.undo));

  // What cannot be undone is asked about, in a dialog of the house.
  function ask(text, label, then) {
    const dialog = $("#confirm");
    if (!dialog) return then();
    $("#confirm-text").textContent = text;
    if (label) $("[data-confirm-yes]").textContent = label;
    dialog.returnValue = "no";
    dialog.showModal();
    dialog.addEventListener("close", () => dialog.returnValue === "yes" && then(), { once: true });
  }
  document.addEventListener("htmx:confirm", (event) => {
    const form = event.target.closest("form[data-confirm]");
    if (!form) return;
    event.preventDefault();
    ask(form.dataset.confirm, $("[type=submit]", form)?.textContent.trim(), () => event.detail.issueRequest(true));
  });

  // One listener for clicks: the page is swapped under it.
  const clicks = {
    "[data-dismiss]": (part) => part.closest(".refusal").remove(),
    "[data-print]": () => window.print(),
    "[data-back]": (part, event) => { event.preventDefault(); history.back(); },
    "[data-open=palette]": () => window.okno.openPalette(),
    "[data-open=keys]": () => window.okno.showKeys(),
    "[data-theme-switch]": () => {
      root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
      localStorage.setItem("okno-theme", root.dataset.bsTheme);
    },
    "[data-fold-rail]": (part) => {
      const isFolded = $(".rail").offsetWidth < 100;
      root.dataset.rail = isFolded ? "open" : "folded";
      part.setAttribute("aria-expanded", String(isFolded));
      localStorage.setItem("okno-rail", root.dataset.rail);
    },
    "[data-menu-open]": () => openMenu(root.dataset.menu !== "open"),
    "[data-menu-close]": () => openMenu(false),
    ".record-tabs [data-part]": (part) => showPart(part.dataset.part),
    "[data-fill]": (part) => {
      const filled = JSON.parse(part.dataset.fill);
      for (const [name, value] of Object.entries(filled)) $(`[name=${name}]`).value = value;
      $("[name=password]").form.requestSubmit();
    },
    "[data-peek]": (part, event) => { event.preventDefault(); window.okno.peek(part.href); },
  };
  document.addEventListener("click", (event) => {
    for (const [selector, act] of Object.entries(clicks)) {
      const part = event.target.closest(selector);
      if (part) return act(part, event);
    }
    const row = event.target.closest("tr[data-open]");
    if (!row || event.target.closest("a, button, input, select, textarea, label, summary")) return;
    if (getSelection().toString()) return;
    const link = $("a[href]", row);
    if (event.ctrlKey || event.metaKey) open(link.href); else link.click();
  });
  function openMenu(isOpen) {
    root.dataset.menu = isOpen ? "open" : "";
    $("[data-menu-open]").setAttribute("aria-expanded", String(isOpen));
    (isOpen ? $(".rail a") : $("[data-menu-open]")).focus();
  }
  function showPart(name) {
    for (const tab of all(".record-tabs [data-part]")) {
      tab.setAttribute("aria-selected", String(tab.dataset.part === name));
    }
    for (const part of all("[data-part-of]")) part.classList.toggle("away", part.dataset.partOf !== name);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.dataset.menu === "open") openMenu(false);
  });

  window.okno = {
    say,
    peek(address) {
      $("[data-peek-open]").href = address;
      $("#peek-body").replaceChildren();
      htmx.ajax("GET", address, { source: "[data-peek-open]", target: "#peek-body", swap: "innerHTML" })
        .then(() => $("#peek-body").hasChildNodes() && $("#peek").showModal());
    },
  };
})();
