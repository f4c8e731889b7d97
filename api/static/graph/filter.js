// Which nodes and edges the state leaves; the server does the same for files and for the list (api/graph/state.py).
const begin = (date) => (date ? `${date}-00-00`.slice(0, 10) : "");
const end = (date) => `${date}-99-99`.slice(0, 10);

/** Whether something of these days lies in time; what has no day always does. */
export const inTime = (one, state) =>
  !(one.first && one.last) ||
  (end(one.last) >= begin(state.since) && (!state.until || begin(one.first) <= end(state.until)));

/** The ids of the nodes and of the edges that are shown. */
export const shown = (nodes, edges, state, centres, short) => {
  const keeps = (node) =>
    state.pinned.has(node.id) || (!state.kinds.has(node.kind) && !state.things.has(node.id) && inTime(node, state));
  const kept = new Set(nodes.filter(keeps).map((node) => node.id));
  const ties = edges.filter(
    (edge) => !state.relations.has(short[edge.predicate]) && inTime(edge, state) && kept.has(edge.from) && kept.has(edge.to),
  );
  const tied = new Set(ties.flatMap((edge) => [edge.from, edge.to]));
  const once = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  // What loses all its ties goes, unless it was asked for, is pinned, or never had any.
  const stays = (id) => tied.has(id) || centres.has(id) || state.pinned.has(id) || !once.has(id);
  return { nodes: new Set([...kept].filter(stays)), edges: new Set(ties.map((edge) => edge.id)) };
};
