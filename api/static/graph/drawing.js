// The canvas: vis-network over what the server placed, with physics off, so that nothing has to settle.
import { shown } from "./filter.js";

const WIDE = 165; // the room that a node takes with its label, as in api/graph/network.py
const HIGH = 85;
const ROUNDS = 40;
const edgeOf = (edge) => ({ ...edge, id: `${edge.from} ${edge.to} ${edge.predicate}`, label: "" });

/** Moves fresh nodes until no label stands on another; what stood there before stays. */
const apart = (fresh, others) => {
  const all = [...others, ...fresh];
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (const one of fresh) {
      for (const other of all) {
        const [dx, dy] = [one.x - other.x, one.y - other.y];
        if (other === one || Math.abs(dx) >= WIDE || Math.abs(dy) >= HIGH) continue;
        const [across, along] = [WIDE - Math.abs(dx), HIGH - Math.abs(dy)];
        if (along <= across) one.y += (dy < 0 ? -along : along);
        else one.x += (dx < 0 ? -across : across);
        moved = true;
      }
    }
    if (!moved) return;
  }
};

export class Drawing extends EventTarget {
  constructor(container, data, state, words) {
    super();
    this.container = container;
    this.state = state;
    this.short = words.short;
    this.centres = new Set(data.centres);
    this.rest = new Map(Object.entries(data.rest)); // how many around a thing are not shown
    this.nodes = new vis.DataSet(data.nodes);
    this.edges = new vis.DataSet(data.edges.map(edgeOf));
    this.#sift();
    this.shownNodes = new vis.DataView(this.nodes, { filter: (node) => this.visible.nodes.has(node.id) });
    this.shownEdges = new vis.DataView(this.edges, { filter: (edge) => this.visible.edges.has(edge.id) });
    this.#dress();
    this.network = new vis.Network(container, { nodes: this.shownNodes, edges: this.shownEdges }, data.options);
    this.network.once("afterDrawing", () => { container.dataset.ready = "yes"; performance.mark("drawn"); });
    this.fit(0.7); // labels can be read; the button shows all
    state.addEventListener("change", () => this.refresh());
  }

  /** All of it in view, or as much as can be read at a scale. */
  fit(least = 0.05) {
    this.network.fit({ maxZoomLevel: 1.3, minZoomLevel: least });
  }

  refresh() {
    this.#sift();
    this.#dress();
    this.shownNodes.refresh();
    this.shownEdges.refresh();
    this.dispatchEvent(new Event("shown"));
  }

  /** Puts more of the graph there, around a node; returns what came and how to take it away. */
  add(data, around) {
    const at = this.nodes.get(around) ? this.network.getPosition(around) : { x: 0, y: 0 };
    const placed = data.nodes.find((node) => node.id === around) || { x: 0, y: 0 };
    const fresh = data.nodes
      .filter((node) => !this.nodes.get(node.id))
      .map((node) => ({ ...node, x: node.x - placed.x + at.x, y: node.y - placed.y + at.y, size: Math.min(node.size, 20) }));
    apart(fresh, Object.values(this.network.getPositions()));
    const ties = data.edges.map(edgeOf).filter((edge) => !this.edges.get(edge.id));
    const restBefore = this.rest;
    const centresBefore = this.centres;
    this.rest = new Map(Object.entries(data.rest));
    this.centres = new Set(data.centres);
    this.nodes.add(fresh);
    this.edges.add(ties);
    const back = () => {
      this.rest = restBefore;
      this.centres = centresBefore;
      this.edges.remove(ties.map((edge) => edge.id));
      this.nodes.remove(fresh.map((node) => node.id));
    };
    return { fresh, back };
  }

  /** Selects a node and brings it into view. */
  choose(id) {
    if (!this.visible.nodes.has(id)) return;
    this.network.selectNodes([id]);
    const at = this.network.canvasToDOM(this.network.getPosition(id));
    const { clientWidth: wide, clientHeight: high } = this.container;
    if (at.x < 40 || at.y < 40 || at.x > wide - 40 || at.y > high - 40) this.network.focus(id);
  }

  #sift() {
    this.visible = shown(this.nodes.get(), this.edges.get(), this.state, this.centres, this.short);
  }

  /** Pins and the names of relations, where they changed. */
  #dress() {
    const looks = this.nodes.get().filter((node) => Boolean(node.pinned) !== this.state.pinned.has(node.id));
    this.nodes.update(looks.map((node) => {
      const pinned = !node.pinned;
      const plain = node.plain || node.color;
      const color = pinned ? { background: plain, border: "#1d2430", highlight: { background: plain, border: "#1d2430" } } : plain;
      return { id: node.id, pinned, plain, color, borderWidth: pinned ? 4 : 1, fixed: pinned };
    }));
    const named = this.edges.get().filter((edge) => edge.label !== (this.state.labels ? edge.relation : ""));
    this.edges.update(named.map((edge) => ({ id: edge.id, label: this.state.labels ? edge.relation : "" })));
  }
}
