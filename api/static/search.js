// Suggestions while one types, in every search box (the WAI-ARIA combobox pattern). Without it the form works as it is.
import { fill, make } from "./page.js";

const PAUSE = 80;
let boxes = 0;
const suggesting = (form) => {
  const input = form.querySelector("input[name=q]");
  const words = form.dataset;
  const list = make("ul", "", { role: "listbox", id: `suggestions-${++boxes}`, class: "suggestions", "aria-label": words.label });
  const told = make("span", "", { class: "unseen", role: "status" });
  list.hidden = true;
  form.append(list, told);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) {
    input.setAttribute(key, value);
  }
  let at = -1;
  let timer = 0;
  let latest = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const go = (item) => {
    // Who listens for a choice takes it; else it is a link.
    const pick = new CustomEvent("pick", { detail: item.dataset.iri, cancelable: true });
    if (form.dispatchEvent(pick)) window.location.assign(item.dataset.url);
    else { input.value = ""; close(); }
  };
  const point = (to) => {
    const items = [...list.children];
    at = (to + items.length + 1) % (items.length + 1); // one place beyond the last: back in the box
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < items.length) {
      input.setAttribute("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    } else {
      at = -1;
      input.removeAttribute("aria-activedescendant");
    }
  };
  const itemOf = (thing, i) => {
    const item = make("li", "", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", class: thing.kind });
    item.dataset.url = thing.url;
    item.dataset.iri = thing.iri;
    item.append(make("span", words[thing.kind] || "", { class: `kind ${thing.kind}` }), make("bdi", thing.label));
    const apart = [thing.matched === thing.label ? "" : thing.matched, thing.title, thing.when].filter(Boolean);
    for (const text of apart) item.append(make("bdi", text, { class: "soft" }));
    item.addEventListener("mousedown", (event) => { event.preventDefault(); go(item); });
    return item;
  };
  const ask = async () => {
    const turn = ++latest;
    const typed = input.value.trim();
    if (!typed) return close();
    try {
      const response = await fetch(`${words.suggest}${words.suggest.includes("?") ? "&" : "?"}q=${encodeURIComponent(typed)}`);
      if (!response.ok || turn !== latest) return undefined;
      const { suggestions } = await response.json();
      if (turn !== latest || document.activeElement !== input) return undefined;
      list.replaceChildren(...suggestions.map(itemOf));
      close();
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      told.textContent = fill(words.found, suggestions.length);
    } catch {
      close(); // the server is away: the form itself will say so
    }
    return undefined;
  };

  input.addEventListener("input", (event) => {
    if (event.isComposing) return; // pinyin on its way to becoming characters
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) { close(); event.preventDefault(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { point(at + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { point(at < 0 ? list.children.length - 1 : at - 1 < 0 ? list.children.length : at - 1); event.preventDefault(); }
    if (event.key === "Enter" && at >= 0) { go(list.children[at]); event.preventDefault(); }
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", () => { latest += 1; clearTimeout(timer); });
};
for (const form of document.querySelectorAll("form[data-suggest]")) suggesting(form);
