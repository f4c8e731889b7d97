// The graph page: puts its parts together.
import { ask, fill, read } from "../page.js";
import { boxes } from "./boxes.js";
import { days } from "./days.js";
import { Details } from "./details.js";
import { Drawing } from "./drawing.js";
import { find } from "./find.js";
import { keys } from "./keys.js";
import { list } from "./list.js";
import { save } from "./save.js";
import { State } from "./state.js";

const words = read("graph-words");
const state = new State();
const drawing = new Drawing(document.getElementById("graph"), read("graph-data"), state, words);
const { network, nodes, edges } = drawing;

/** Tells how many are shown and how many are not; returns what tells again what stood there before. */
const capped = (more) => {
  const note = document.getElementById("capped");
  const [text, hidden] = [note.textContent, note.hidden];
  note.textContent = fill(words.said.capped, nodes.length, more.left_out);
  note.hidden = !more.capped;
  return () => { note.textContent = text; note.hidden = hidden; };
};
const actions = {
  show: (iri) => { drawing.choose(iri); return details.show(iri); },
  hide: (iri) => state.change(() => { state.things.add(iri); state.pinned.delete(iri); }),
  pin: (iri) => {
    state.change(() => (state.pinned.delete(iri) ? undefined : state.pinned.add(iri)));
    if (state.focus === iri) details.show(iri);
  },
  /** Asks for the graph with one more expansion, and puts there what is new. */
  grow: async (iri) => {
    if (state.entities.length >= words.most) { details.tell(fill(words.said.full, words.most)); return; }
    const asked = new URLSearchParams([...state.entities, iri].map((entity) => ["entity", entity]));
    if (new URL(window.location.href).searchParams.get("connect")) asked.set("connect", "1");
    try {
      const more = await ask(`${words.base}/graph.json?${asked}`);
      const { fresh, back } = drawing.add(more, iri);
      const tellAgain = capped(more);
      state.change(() => { state.entities.push(iri); state.things.delete(iri); }, () => { back(); tellAgain(); });
      const rest = drawing.rest.get(iri);
      const none = rest ? fill(words.said.most, words.mostNodes) : words.said["nothing-new"];
      const told = [fresh.length ? fill(words.said.added, fresh.length) : none];
      if (rest) told.push(fill(words.said.rest, rest.toLocaleString()));
      details.tell(told.join(" "));
    } catch (error) {
      details.fail(error, () => actions.grow(iri));
    }
  },
};
const details = new Details(document.getElementById("details"), words, drawing, state, actions);

const [kinds, relations] = document.querySelectorAll(".legend");
boxes(kinds, state, "kinds", drawing, () => new Set(nodes.map((node) => node.kind)));
boxes(relations, state, "relations", drawing, () => new Set(edges.map((edge) => words.short[edge.predicate])));
days(document.getElementById("days"), state, drawing, words);
find(document.getElementById("find"), document.getElementById("found"), drawing, words, (iri) => details.show(iri));
keys(drawing, words, state, actions);
list(document.getElementById("list"), drawing, words, actions.show);
save(drawing, state, words, (text) => details.tell(text));

const labels = document.getElementById("edge-labels");
labels.addEventListener("change", () => state.change(() => { state.labels = labels.checked ? "1" : ""; }));
const undo = document.getElementById("undo");
undo.addEventListener("click", () => state.undo());
const agree = () => { labels.checked = Boolean(state.labels); undo.disabled = !state.before.length; };
state.addEventListener("change", agree);
agree();
document.getElementById("fit").addEventListener("click", () => drawing.fit());

const pick = document.getElementById("pick");
pick.addEventListener("pick", (event) => { event.preventDefault(); actions.grow(event.detail); });
pick.addEventListener("submit", (event) => event.preventDefault());

network.on("click", (event) => {
  if (event.nodes.length) details.show(event.nodes[0]);
  else if (event.edges.length) details.showTie(edges.get(event.edges[0]));
});
network.on("doubleClick", (event) => { if (event.nodes.length) actions.grow(event.nodes[0]); });
if (state.focus && nodes.get(state.focus)) actions.show(state.focus);
// For tests and for people at the console: where a node stands on the screen.
window.wentu = { network, nodes, edges, state };
