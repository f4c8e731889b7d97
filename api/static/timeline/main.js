// The timeline: zoomed with wheel, fingers, buttons or keys; what is in view is listed below and stands in the address.
import { ask, button, fill, make, path, read, spoken } from "../page.js";
import { paint } from "./paint.js";
import { Scale, dateOf, moment } from "./scale.js";

const LISTED = 100;
const told = read("told");
const { said } = told;
const stage = document.getElementById("timeline");
const canvas = document.getElementById("canvas");
const list = document.getElementById("events");
const chosenBox = document.getElementById("chosen");
const boxes = [...stage.querySelectorAll(".legend input")];
const hidden = new Set(new URL(window.location.href).searchParams.getAll("hide"));
let [all, scale, bars, missed, chosen] = [[], undefined, [], 0, undefined];

const inView = () => all.filter((event) => event.to > scale.from && event.from < scale.to && !hidden.has(boxes[event.kind].value));
const days = (event) => [...new Set([event.start, event.end].filter(Boolean))].map((day) => spoken(day, told.language)).join(" – ");
const link = (event) => make("a", event.label, { href: `${path(told.base, event.iri)}.html` });

const row = (event) => make("li", "", {}, make("time", days(event)), make("div", "", {}, link(event), " ", make("span", told.kinds[boxes[event.kind].value], { class: "soft" })));
const tell = () => {
  const events = inView();
  const view = `${dateOf(scale.from)}/${dateOf(scale.to)}`;
  const [first, last] = view.split("/").map((day) => spoken(day, told.language));
  const counted = fill(said.window, first, last, events.length.toLocaleString());
  document.getElementById("window").textContent = missed ? counted + fill(said.missed, missed) : counted;
  list?.replaceChildren(...events.slice(-LISTED).reverse().map(row));
  const address = new URL(window.location.href);
  address.searchParams.set("view", view);
  address.searchParams.delete("hide");
  for (const kind of hidden) address.searchParams.append("hide", kind);
  window.history.replaceState(null, "", address);
};
let [drawn, waiting] = [0, 0];
const draw = () => {
  cancelAnimationFrame(drawn);
  drawn = requestAnimationFrame(() => {
    ({ bars, missed } = paint(canvas, scale, inView(), chosen));
    if (!canvas.dataset.ready) { canvas.dataset.ready = "yes"; performance.mark("drawn"); }
    clearTimeout(waiting);
    waiting = setTimeout(tell, 120); // the list follows when the hand rests
  });
};
const choose = (event) => {
  chosen = event;
  if (event.to < scale.from || event.from > scale.to) scale.show(...[scale.from, scale.to].map((t) => t + event.from - (scale.from + scale.to) / 2));
  chosenBox.replaceChildren(make("time", days(event)), " ", link(event), " ", make("span", told.kinds[boxes[event.kind].value], { class: "soft" }));
  draw();
};
/** The next event in time from the one that is chosen, or the first in view. */
const step = (by) => {
  const events = all.filter((event) => !hidden.has(boxes[event.kind].value));
  const at = chosen ? events.indexOf(chosen) + by : events.findIndex((event) => event.from >= scale.from);
  if (events[at]) choose(events[at]);
};

const keys = {
  ArrowLeft: () => step(-1), ArrowRight: () => step(1), "+": () => scale.zoom(1.5), "=": () => scale.zoom(1.5), "-": () => scale.zoom(1 / 1.5),
  PageUp: () => scale.move(-scale.width / 2), PageDown: () => scale.move(scale.width / 2), 0: () => scale.all(), Home: () => scale.all(),
  Enter: () => chosenBox.querySelector("a")?.click(),
};
canvas.addEventListener("keydown", (event) => {
  if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  keys[event.key]();
  event.preventDefault();
  draw();
});
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) scale.move(event.deltaX);
  else scale.zoom(Math.exp(-event.deltaY / 400), event.offsetX);
  draw();
}, { passive: false });

// Mouse and fingers: one moves, two zoom; a press without a move chooses.
const fingers = new Map();
let moved = 0;
canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, event.offsetX);
  moved = 0;
});
canvas.addEventListener("pointermove", (event) => {
  if (!fingers.has(event.pointerId)) return;
  const before = fingers.get(event.pointerId);
  const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
  fingers.set(event.pointerId, event.offsetX);
  moved += Math.abs(event.offsetX - before);
  if (other === undefined) scale.move(before - event.offsetX);
  else scale.zoom(Math.max(1, Math.abs(event.offsetX - other)) / Math.max(1, Math.abs(before - other)), other);
  draw();
});
const lift = (event) => fingers.delete(event.pointerId);
canvas.addEventListener("pointerup", (event) => {
  lift(event);
  if (moved > 4) return;
  const hit = bars.find((bar) => event.offsetX >= bar.left && event.offsetX <= bar.right && event.offsetY >= bar.top && event.offsetY < bar.top + 24);
  if (hit) choose(hit.event);
  else { scale.zoom(2, event.offsetX); draw(); }
});
canvas.addEventListener("pointercancel", lift);
for (const [id, does] of [["nearer", () => scale.zoom(1.5)], ["farther", () => scale.zoom(1 / 1.5)], ["whole", () => scale.all()]]) {
  document.getElementById(id).addEventListener("click", () => { does(); draw(); });
}
for (const box of boxes) {
  box.checked = !hidden.has(box.value);
  box.addEventListener("change", () => { if (box.checked) hidden.delete(box.value); else hidden.add(box.value); draw(); });
}
// Choosing a thing in the box adds it as a filter.
const pick = document.getElementById("pick");
pick?.addEventListener("submit", (event) => event.preventDefault());
pick?.addEventListener("pick", (event) => {
  event.preventDefault();
  const kind = event.detail.split("/id/")[1].split("/")[0];
  const address = new URL(window.location.href);
  address.searchParams.set({ organization: "body" }[kind] || kind, event.detail);
  address.searchParams.delete("view");
  window.location.assign(address);
});

const start = async () => {
  try {
    const found = await ask(told.data);
    all = found.iris.map((iri, at) => ({
      iri: found.namespace + iri, label: found.labels[at], kind: found.kinds[at], start: found.starts[at], end: found.ends[at],
      from: moment(found.starts[at]), to: Math.max(moment(found.starts[at], true), moment(found.ends[at] || found.starts[at], true)),
    })).sort((one, other) => one.from - other.from);
  } catch (error) {
    chosenBox.replaceChildren(fill(said.failed, error.message), " ", button(said.retry, start, { class: "quiet" }));
    stage.hidden = false;
    return;
  }
  if (!all.length) return;
  stage.hidden = false;
  const ends = all.map((event) => event.to).sort((one, other) => one - other);
  scale = new Scale(all[0].from, ends[ends.length - 1], canvas.clientWidth);
  const view = new URL(window.location.href).searchParams.get("view")?.match(/^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/);
  // A few far-off years must not press all others into one column: at first the middle nine tenths are shown.
  if (view) scale.show(moment(view[1]), moment(view[2]));
  else scale.show(all[Math.floor(all.length * 0.03)].from, ends[Math.ceil(ends.length * 0.99) - 1]);
  new ResizeObserver(() => { scale.width = canvas.clientWidth; draw(); }).observe(canvas);
  window.wentu = { scale, choose, get bars() { return bars; }, get events() { return inView(); } }; // for tests
  draw();
};
start();
