// What script adds to pages that work without it: pickers while typing, boards that refresh, keys, a guard on leaving.

const settings = document.getElementById("mips-script").dataset;
const own = { "X-Requested-With": "mips" };

document.body.classList.add("js-enabled", "govuk-frontend-supported");
const { initAll } = await import(settings.govuk);

const bring = (scope) => {
  initAll({ scope });
  all("[data-picker][data-source]", scope, pick);
  all("[data-understand]", scope, understand);
  all("[data-shown-when]", scope, showWhen);
  all("form[data-guard]", scope, (form) => (guard(form), "draft" in form.dataset && keepDraft(form)));
  all("[data-refresh]", scope, refresh);
  all("[data-signature]", scope, sign);
  all("[data-suggest]", scope, suggest);
};

function all(selector, scope, prepare) {
  const found = scope.matches?.(selector) ? [scope] : [];
  [...found, ...scope.querySelectorAll(selector)].filter((each) => !each.dataset.ready).forEach((each) => {
    each.dataset.ready = "yes";
    prepare(each);
  });
}

function later(wait, work) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), wait);
  };
}

function make(tag, about = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), about);
  made.append(...inside.filter(Boolean));
  return made;
}

// A picker: a combobox over a JSON endpoint. What is picked becomes the one radio that the form sends.
function pick(box) {
  const name = box.dataset.picker;
  const input = box.querySelector("input[type=text]");
  const found = box.querySelector(".mips-picker__found");
  const list = make("ul", { className: "mips-picker__list", id: `${input.id}-list`, role: "listbox", hidden: true });
  let candidates = [], active = -1, asked = 0;
  list.setAttribute("aria-label", "Found");
  input.after(list);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(key, value);

  const mark = (place) => {
    active = place;
    [...list.children].forEach((each, n) => each.setAttribute("aria-selected", String(n === place)));
    if (place >= 0) {
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const open = (yes) => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) mark(-1);
  };
  const said = (each) => [each.label, each.detail && make("span", { className: "mips-picker__detail" }, ` ${each.detail}`), ...(each.tags || []).flatMap((tag) => [" ", make("strong", { className: "govuk-tag govuk-tag--grey" }, tag)])];
  const choose = (each) => {
    const radio = make("input", { className: "govuk-radios__input", type: "radio", id: `${name}-found-1`, name, value: each.value, checked: true });
    const label = make("label", { className: "govuk-label govuk-radios__label", htmlFor: radio.id }, ...said(each));
    found.replaceChildren(make("div", { className: "govuk-radios__item" }, radio, label));
    input.value = "";
    open(false);
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const draw = (given) => {
    candidates = given;
    list.replaceChildren(...given.map((each, n) => {
      const item = make("li", { id: `${list.id}-${n}`, role: "option" }, ...said(each));
      item.addEventListener("mousedown", (press) => (press.preventDefault(), choose(each)));
      return item;
    }));
    open(given.length > 0);
  };
  const ask = later(180, async () => {
    const text = input.value.trim(), turn = ++asked;
    if (text.length < 2) return open(false);
    const answer = await fetch(`${box.dataset.source}?q=${encodeURIComponent(text)}`, { headers: own }).catch(() => null);
    if (answer?.ok && turn === asked) draw((await answer.json()).candidates);
  });
  input.addEventListener("input", ask);
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (press) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[press.key];
    if (step && !list.hidden) mark((active + step + candidates.length) % candidates.length);
    else if (press.key === "Enter" && active >= 0) choose(candidates[active]);
    else if (press.key === "Escape" && !list.hidden) open(false);
    else return;
    press.preventDefault();
  });
}

// A date or time field says what it took the text to mean.
function understand(input) {
  const says = document.querySelector(`output[for="${CSS.escape(input.id)}"]`);
  input.addEventListener("input", later(300, async () => {
    const asked = new URLSearchParams({ text: input.value, kind: input.dataset.understand });
    const answer = input.value.trim() ? await fetch(`${settings.understood}?${asked}`, { headers: own }).catch(() => null) : null;
    says.textContent = answer?.ok ? await answer.text() : "";
  }));
}

// A field of interest only after a certain answer: data-shown-when="kind=other".
function showWhen(row) {
  const [name, ...wanted] = row.dataset.shownWhen.split(/[=|]/);
  const form = row.closest("form");
  const look = () => {
    const given = new FormData(form).getAll(name);
    row.hidden = !given.some((value) => wanted.includes(value)) && !row.querySelector(".govuk-error-message");
  };
  form.addEventListener("change", look);
  look();
}

// A form whose draft the server keeps is saved while somebody types, and says when it was.
function keepDraft(form) {
  const says = form.querySelector("[data-draft-said]");
  let turn = new AbortController(), sent = false, changed = false;
  const keep = async () => {
    if (sent || !changed) return;
    changed = false;
    turn.abort();
    turn = new AbortController();
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    body.set("_keep", "auto");
    const answer = await fetch(location.href, { method: "POST", headers: own, body, signal: turn.signal, keepalive: true }).catch(() => null);
    if (!answer) return (changed = true);
    const told = await answer.json().catch(() => ({}));
    says.textContent = told.said || "The draft could not be kept just now. What you typed is still on this page";
    if (!answer.ok) return;
    form.elements._draft.value = told.version;
    if (!changed) form.dispatchEvent(new Event("mips:kept"));
  };
  const soon = later(1500, keep);
  form.addEventListener("input", () => ((changed = true), soon()));
  form.addEventListener("change", () => ((changed = true), soon()));
  form.addEventListener("submit", () => ((sent = true), turn.abort()));
  document.addEventListener("visibilitychange", () => document.hidden && keep());
}

// A button that puts words into a field, to be changed there.
function suggest(button) {
  button.addEventListener("click", (press) => {
    const field = document.getElementById(button.dataset.suggest);
    press.preventDefault();
    field.value = button.value.slice(button.value.indexOf("=") + 1);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

// A signature drawn with finger, pen or mouse, kept as the path that it is.
function sign(box) {
  const kept = box.querySelector("input"), form = box.closest("form");
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const clear = make("button", { type: "button", className: "govuk-button govuk-button--secondary" }, "Clear the signature");
  for (const [key, value] of Object.entries({ viewBox: "0 0 600 200", role: "img", "aria-labelledby": `${kept.id}-label`, class: "mips-sign__box" })) picture.setAttribute(key, value);
  picture.append(line);
  box.append(picture, clear);
  let strokes = kept.value, drawing = false;
  const show = () => line.setAttribute("d", strokes);
  const keep = () => {
    kept.value = strokes;
    kept.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const at = (move) => {
    const edge = picture.getBoundingClientRect();
    const within = (part, whole) => Math.max(0, Math.min(whole, Math.round(part * whole)));
    return `${within((move.clientX - edge.left) / edge.width, 600)} ${within((move.clientY - edge.top) / edge.height, 200)}`;
  };
  picture.addEventListener("pointerdown", (press) => {
    drawing = true;
    picture.setPointerCapture(press.pointerId);
    strokes += `M${at(press)}L${at(press)}`;
    show();
    press.preventDefault();
  });
  picture.addEventListener("pointermove", (move) => {
    if (!drawing || strokes.length > 39000) return;
    strokes += `L${at(move)}`;
    show();
  });
  picture.addEventListener("pointerup", () => {
    drawing = false;
    const onScreen = form.querySelector(`[name="${kept.name.replace(/drawn$/, "how")}"][value="on-screen"]`);
    if (onScreen && !onScreen.checked) onScreen.click();
    keep();
  });
  clear.addEventListener("click", () => ((strokes = ""), show(), keep()));
  show();
}

// Leaving a page with something typed asks first.
function guard(form) {
  let typed = false;
  form.addEventListener("mips:kept", () => (typed = false));
  form.addEventListener("input", () => (typed = true));
  form.addEventListener("submit", () => (typed = false));
  addEventListener("beforeunload", (leaving) => typed && leaving.preventDefault());
}

// A region with data-refresh="30" asks for its page again every so many seconds, by ETag, and says when it last did.
function refresh(region) {
  const says = region.parentElement.querySelector("[data-refreshed]");
  const tell = (text) => says && (says.textContent = text);
  const clock = () => new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
  let etag = region.dataset.etag || "";
  const turn = async () => {
    if (!region.isConnected || !region.dataset.refresh) return;
    if (!document.hidden && !region.contains(document.activeElement?.closest("input, select, textarea"))) {
      const headers = { ...own, "X-Refresh": "yes", ...(etag && { "If-None-Match": etag }) };
      const answer = await fetch(location.href, { headers, cache: "no-store" }).catch(() => null);
      if (answer?.status === 401) return location.reload();
      if (answer?.ok) show(await answer.text(), answer.headers.get("ETag"));
      tell(answer?.ok || answer?.status === 304 ? `Up to date at ${clock()}` : `Not reached since ${says?.dataset.at || "the page was opened"}: shown as it was`);
      if (says && answer) says.dataset.at = clock();
    }
    setTimeout(turn, region.dataset.refresh * 1000);
  };
  const show = (html, tag) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(region.id);
    const focused = document.activeElement?.id;
    etag = tag || "";
    if (fresh && !fresh.dataset.refresh) delete region.dataset.refresh; // what it waited for is done
    if (!fresh || fresh.innerHTML === region.innerHTML) return;
    region.replaceChildren(...fresh.childNodes);
    bring(region);
    if (focused) document.getElementById(focused)?.focus();
  };
  setTimeout(turn, region.dataset.refresh * 1000);
}

// Keys: / search, g then a letter to go, n new in this list, ? help.
const places = () => Object.fromEntries([...document.querySelectorAll("#navigation a")].reverse().map((link) => [link.textContent.trim()[0].toLowerCase(), link]));
let going = 0;

function help() {
  document.querySelector("dialog.mips-help")?.remove();
  const key = (keys, text) => make("li", {}, make("kbd", {}, keys), ` ${text}`);
  const rows = [key("/", "search"), key("n", "new in this list"), ...Object.entries(places()).map(([letter, link]) => key(`g ${letter}`, link.textContent.trim())), key("?", "this help")];
  const shut = make("button", { className: "govuk-button govuk-button--secondary", type: "button" }, "Close");
  const box = make("dialog", { className: "mips-help" }, make("h2", { className: "govuk-heading-m" }, "Keys"), make("ul", { className: "govuk-list" }, ...rows), shut);
  box.setAttribute("aria-label", "Keys");
  shut.addEventListener("click", () => box.close());
  document.body.append(box);
  box.showModal();
}

addEventListener("keydown", (press) => {
  if (press.ctrlKey || press.metaKey || press.altKey || press.target.closest?.("input, select, textarea, dialog, [contenteditable]")) return;
  const inTime = Date.now() - going < 1500;
  going = 0;
  if (inTime) places()[press.key]?.click();
  else if (press.key === "g") going = Date.now();
  else if (press.key === "/") document.getElementById("mips-search")?.focus();
  else if (press.key === "n") document.querySelector("[data-new]")?.click();
  else if (press.key === "?") help();
  else return;
  press.preventDefault();
});

bring(document);
// what could not be fetched into the page is opened as a page of its own, which says why
document.addEventListener("htmx:responseError", (failed) => location.assign(failed.detail.pathInfo.requestPath));
document.addEventListener("htmx:load", (loaded) => loaded.detail.elt !== document.body && bring(loaded.detail.elt));
