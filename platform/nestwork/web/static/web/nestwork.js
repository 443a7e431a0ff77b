/* Keys, timer, toasts and focus. Every page works without this file; README.md lists the attributes it reads. */
(() => {
  "use strict";
  const root = document.documentElement;
  const TOAST_MS = 10000;
  const PREFIX_MS = 1500;
  const TYPED = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit], [type=button], [type=file])";
  root.classList.add("js");

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true });
  const enter = (row) => row.querySelector("[data-open]") || row.querySelector("a[href]") || row.querySelector("button");

  /* ---- rows ---- */
  let lastRow = null; // the row the person worked in, and the one after it, for when a swap takes the focus away
  let nextRow = null;

  function currentRow() {
    const at = document.activeElement.closest("[data-row]");
    return at || document.querySelector("[data-row].open");
  }

  function move(step) {
    const rows = all("[data-row]").filter(shown);
    const at = rows.indexOf(currentRow());
    const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
    if (row) enter(row)?.focus();
  }

  function remember() {
    const rows = all("[data-row]");
    const row = currentRow();
    lastRow = row?.id || null;
    nextRow = row ? rows[rows.indexOf(row) + 1]?.id || null : null;
  }

  function settleFocus(event) {
    const wanted = event.target.querySelector?.("[data-focus]") || document.querySelector(".errors, [data-focus]");
    if (wanted) {
      wanted.removeAttribute("data-focus");
      wanted.focus();
    } else if (document.activeElement === document.body) {
      const row = document.getElementById(lastRow) || document.getElementById(nextRow);
      if (row) enter(row)?.focus();
    }
  }

  /* ---- keys ---- */
  let prefixUntil = 0;

  function findKey(key) {
    const row = currentRow();
    const scopes = [row?.querySelector("details[open]"), row?.querySelector("form.call") && row, row, document];
    for (const scope of scopes) {
      const found = scope && all(`[data-key="${CSS.escape(key)}" i]`, scope).find(shown);
      if (found) return found;
    }
    return null;
  }

  function press(element) {
    if (element.matches(TYPED)) {
      element.focus();
      return;
    }
    element.focus();
    element.click();
    if (element.matches("summary")) {
      element.parentElement.querySelector("button, a, input")?.focus();
      element.parentElement.lastElementChild.scrollIntoView({ block: "nearest" });
    }
  }

  function closeDetails() {
    const open = document.activeElement.closest("details[open]");
    if (!open) return false;
    open.open = false;
    open.querySelector("summary").focus();
    return true;
  }

  function saveAndNext(event) {
    const form = document.activeElement.form || currentRow()?.querySelector("form.call");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector('[data-key="ctrl+enter"]'));
  }

  function onKey(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      saveAndNext(event);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || root.classList.contains("keys-off")) return;
    if (document.activeElement.matches(TYPED) || document.querySelector("dialog[open]")) return;
    if (act(event.key)) event.preventDefault();
  }

  function act(key) {
    if (prefixUntil > Date.now()) {
      prefixUntil = 0;
      const place = document.querySelector(`[data-jump="${CSS.escape(key)}" i]`);
      place?.click();
      return Boolean(place);
    }
    if (key === "Escape" && closeDetails()) return true;
    if (key === "?") return openDialog("keys");
    if (key === "j" || key === "k") {
      move(key === "j" ? 1 : -1);
      return true;
    }
    if (key === "g") {
      prefixUntil = Date.now() + PREFIX_MS;
      return true;
    }
    if (key.length > 1 && key !== "Escape") return false;
    const found = findKey(key);
    if (found) press(found);
    return Boolean(found);
  }

  function openDialog(id) {
    const dialog = document.getElementById(id);
    dialog?.showModal();
    return Boolean(dialog);
  }

  /* ---- timer ---- */
  function clock(seconds) {
    const minutes = Math.floor(seconds / 60);
    return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function tick() {
    for (const timer of all("[data-start]")) {
      const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(timer.dataset.start)) / 1000));
      timer.textContent = clock(seconds);
      const minutes = timer.closest("form")?.querySelector("[data-minutes]:not([data-touched])");
      if (minutes) minutes.value = Math.max(1, Math.round(seconds / 60));
    }
  }

  /* ---- toasts ---- */
  function watchToasts() {
    for (const toast of all(".toast:not([data-watched])")) {
      toast.dataset.watched = "";
      const leave = () => {
        if (toast.matches(":hover, :focus-within")) setTimeout(leave, 2000);
        else toast.remove();
      };
      setTimeout(leave, TOAST_MS);
    }
  }

  function say(text) {
    const toasts = document.getElementById("toasts");
    if (!toasts || !text) return;
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.append(Object.assign(document.createElement("p"), { textContent: text }));
    toasts.append(toast);
    watchToasts();
  }

  function sayFailure(event) {
    const words = document.getElementById("toasts")?.dataset || {};
    const status = event.detail?.ctx?.response?.status || 0;
    if (status === 422) return;
    say(status === 403 || status === 404 || status === 401 ? words.refused : status === 429 ? words.wait : words.lost);
  }

  /* ---- htmx ---- */
  let waiting = 0;

  function beforeRequest() {
    waiting += 1;
    root.classList.add("is-loading");
    remember();
  }

  function afterRequest() {
    waiting = Math.max(0, waiting - 1);
    root.classList.toggle("is-loading", waiting > 0);
  }

  function addToken(event) {
    const request = event.detail.ctx.request;
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (token && request.method?.toUpperCase() !== "GET") request.headers["X-CSRFToken"] = token.value;
  }

  /* ---- forms ---- */
  function onSubmit(event) {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    setTimeout(() => delete form.dataset.sending, 3000); // a download never leaves the page
  }

  function onClick(event) {
    if (event.target.closest?.("[data-print]")) print();
    const opener = event.target.closest?.("[data-dialog]");
    if (opener && openDialog(opener.dataset.dialog)) event.preventDefault();
  }

  function onChange(event) {
    const box = event.target;
    if (box.matches("[data-minutes]")) box.dataset.touched = "";
    if (box.matches("[data-all]")) {
      for (const other of all(`input[type=checkbox][name="${CSS.escape(box.dataset.all)}"]`)) other.checked = box.checked;
    }
    const form = box.form || box.closest?.("form");
    for (const count of form ? all("[data-chosen]", form) : []) {
      count.textContent = all(`input[name="${CSS.escape(count.dataset.chosen)}"]:checked`, form).length;
    }
  }

  /* A row of tabs wider than the screen shows the open one. */
  function showOpenTab(open) {
    const row = open.parentElement;
    if (open.offsetLeft + open.offsetWidth > row.clientWidth) row.scrollLeft = open.offsetLeft - row.clientWidth / 3;
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  document.addEventListener("input", onChange);
  document.addEventListener("htmx:config:request", addToken);
  document.addEventListener("htmx:before:request", beforeRequest);
  document.addEventListener("htmx:finally:request", afterRequest);
  document.addEventListener("htmx:response:error", sayFailure);
  document.addEventListener("htmx:error", sayFailure);
  document.addEventListener("htmx:after:swap", (event) => {
    watchToasts();
    tick();
    settleFocus(event);
  });
  watchToasts();
  tick();
  all(".tabs [aria-current]").forEach(showOpenTab);
  setInterval(tick, 1000);
  document.querySelector(".errors, [data-focus]")?.focus();
})();
