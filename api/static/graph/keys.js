// The graph by keyboard: arrows go to the nearest node in their direction, letters do what the buttons do.
import { fill } from "../page.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const keys = (drawing, words, state, actions) => {
  const { container, network } = drawing;
  const said = document.getElementById("said");
  const current = () => network.getSelectedNodes()[0];

  const next = ([wx, wy]) => {
    const places = network.getPositions([...drawing.visible.nodes]);
    const from = current();
    if (!from || !places[from]) return [...drawing.centres].find((id) => drawing.visible.nodes.has(id)) || Object.keys(places)[0];
    const here = places[from];
    const far = ([id, at]) => {
      const along = (at.x - here.x) * wx + (at.y - here.y) * wy;
      const aside = Math.abs((at.x - here.x) * wy) + Math.abs((at.y - here.y) * wx);
      return id !== from && along > 0 && aside <= 2 * along ? along + aside : Infinity;
    };
    const [best] = Object.entries(places).sort((one, other) => far(one) - far(other));
    return best && far(best) < Infinity ? best[0] : from;
  };
  const go = (way) => {
    const id = next(way);
    if (!id) return;
    drawing.choose(id);
    const node = drawing.nodes.get(id);
    said.textContent = [node.name, words.kinds[node.kind], fill(words.said.ties, network.getConnectedEdges(id).length)].join(" · ");
  };
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  const does = {
    Enter: async (id) => { if (id) { await actions.show(id); document.getElementById("details").focus(); } },
    e: (id) => id && actions.grow(id),
    p: (id) => id && actions.pin(id),
    h: (id) => id && actions.hide(id),
    u: () => state.undo(),
    "+": () => zoom(1.25),
    "=": () => zoom(1.25),
    "-": () => zoom(0.8),
    0: () => drawing.fit(),
  };
  container.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (WAYS[event.key]) go(WAYS[event.key]);
    else if (does[event.key]) does[event.key](current());
    else return;
    event.preventDefault();
  });
  document.getElementById("details").addEventListener("keydown", (event) => {
    if (event.key === "Escape") container.focus();
  });
};
