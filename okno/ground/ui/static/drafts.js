// What is typed and not sent yet is kept in this browser for a day, by address and form; passwords and files never.
(() => {
  const KEPT = "okno-draft:";
  const DAY = 24 * 60 * 60 * 1000;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const owner = document.querySelector("[data-drafts-of]")?.dataset.draftsOf ?? "";
  const waiting = new Map();

  const addressOf = (form) => form.getAttribute("hx-post") ?? form.getAttribute("action") ?? "";
  const keyOf = (form) => `${KEPT}${owner}:${location.pathname}:${addressOf(form).split("?")[0]}`;
  const isWriting = (form) => form.matches("#page form[hx-post]:not([data-no-draft], .verb)");
  const NEVER_KEPT = "button, [type=hidden], [type=password], [type=file], [type=submit], fieldset";
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !field.matches(NEVER_KEPT));
  const isPick = (field) => field.matches("[type=checkbox], [type=radio]");
  const valueOf = (field) => (isPick(field) ? field.checked : field.value);
  const first = (field) => {
    if (isPick(field)) return field.defaultChecked;
    if (!field.options) return field.defaultValue;
    return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value;
  };

  const names = () => Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
  const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  for (const name of names()) {
    // Another person at this browser, or yesterday's: it is nobody's business any more.
    const isOurs = !owner || name.startsWith(`${KEPT}${owner}:`);
    if (!isOurs || !(read(name)?.at > Date.now() - DAY)) localStorage.removeItem(name);
  }

  function keep(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    const typed = fieldsOf(form).map((field) => [field.name, isPick(field) ? field.value : "", valueOf(field)]);
    const isTouched = fieldsOf(form).some((field) => valueOf(field) !== first(field));
    try {
      if (isTouched) localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), typed }));
      else localStorage.removeItem(keyOf(form));
    } catch { /* The browser keeps nothing: then the page alone does. */ }
  }
  const keepAll = () => [...waiting.keys()].forEach(keep);
  function forget(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    localStorage.removeItem(keyOf(form));
    for (const line of all(".draft-line", form)) line.remove();
  }
  const onTyping = (event) => {
    const form = event.target.form;
    if (!form || !owner || !isWriting(form)) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => keep(form), 300));
  };
  document.addEventListener("input", onTyping);
  document.addEventListener("change", onTyping);
  addEventListener("pagehide", keepAll);

  // Lines above a form: what is offered back, and what did not leave.
  function line(form, name) {
    for (const old of all(".draft-line", form)) old.remove();
    const template = document.querySelector(`template[data-draft="${name}"]`);
    const made = document.importNode(template.content, true).firstElementChild;
    form.prepend(made);
    return made;
  }
  function offer(form) {
    if (form.dataset.draftAsked || !isWriting(form)) return;
    form.dataset.draftAsked = "";
    const draft = read(keyOf(form));
    const fieldOf = (name, value) =>
      fieldsOf(form).find((field) => field.name === name && (!value || field.value === value));
    const found = (draft?.typed ?? []).map(([name, value, kept]) => [fieldOf(name, value), kept]);
    const other = found.filter(([field, kept]) => field && valueOf(field) !== kept);
    if (!other.length) return;
    const told = line(form, "offer");
    const folded = form.closest("details:not([open])");
    if (folded) folded.before(told);
    const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    told.querySelector("time").textContent = clock.format(draft.at);
    told.querySelector("[data-restore]").addEventListener("click", () => {
      if (folded) folded.open = true;
      for (const [field, kept] of other) {
        if (isPick(field)) field.checked = kept;
        else field.value = kept;
      }
      told.remove();
      other[0][0].focus();
    });
    told.querySelector("[data-drop]").addEventListener("click", () => { told.remove(); forget(form); });
  }
  const offerAll = () => all("#page form").forEach(offer);
  document.addEventListener("htmx:afterSettle", offerAll);
  offerAll();

  function failed(event) {
    const form = event.detail.elt.closest("form");
    if (!form || !isWriting(form)) return;
    keep(form);
    const told = line(form, "failed");
    told.querySelector("[data-again]").addEventListener("click", () => form.requestSubmit());
    told.querySelector("[data-again]").focus();
  }
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:timeout", failed);
  document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status >= 500 && failed(event));
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { elt, xhr } = event.detail;
    if (!elt.matches("form") || !isWriting(elt)) return;
    // A session that has ended answers with the way to the sign-in page.
    const isTurnedAway = `${xhr.getResponseHeader("HX-Redirect") ?? ""} ${xhr.responseURL}`.includes("/accounts/");
    if (isTurnedAway) keep(elt);
    else if (xhr.status < 400) forget(elt);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[action$='/logout/']")) names().forEach((name) => localStorage.removeItem(name));
  });
})();
