// The graph page: draws what the server placed, shows details with their words, expands, hides, finds.
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("graph-data");
  const words = read("graph-words");
  const details = document.getElementById("details");
  const address = new URL(window.location.href);
  const hidden = new Set(address.searchParams.getAll("hide")); // kinds
  const without = new Set(address.searchParams.getAll("without")); // nodes
  const known = new Set(data.centres);
  const undone = [];

  // The address says what is shown: whoever opens it again, or is sent it, sees the same.
  const tell = () => {
    const state = new URL(window.location.href);
    const sets = { entity: [...known], hide: [...hidden], without: [...without] };
    if (state.searchParams.get("connect")) delete sets.entity;
    for (const [name, values] of Object.entries(sets)) {
      state.searchParams.delete(name);
      for (const value of values) state.searchParams.append(name, value);
    }
    window.history.replaceState(null, "", state);
  };
  const undo = document.getElementById("undo");
  const remember = (back) => { undone.push(back); undo.disabled = false; };
  undo.addEventListener("click", () => {
    undone.pop()();
    undo.disabled = !undone.length;
    shownNodes.refresh();
    tell();
  });

  const edgeOf = (e) => ({ ...e, id: `${e.from} ${e.to} ${e.predicate}`, label: "" });
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges.map(edgeOf));
  const shownNodes = new vis.DataView(nodes, { filter: (node) => !hidden.has(node.kind) && !without.has(node.id) });
  const network = new vis.Network(document.getElementById("graph"), { nodes: shownNodes, edges }, data.options);
  network.once("afterDrawing", () => { document.getElementById("graph").dataset.ready = "yes"; });
  const fit = () => network.fit({ maxZoomLevel: 1.3 });
  network.fit({ maxZoomLevel: 1.3, minZoomLevel: 0.55 }); // labels can be read; the button shows all
  // For tests and for people at the console: where a node stands on the screen.
  window.wentu = { network, nodes, edges };

  // Everything that comes from the graph goes in as text, never as HTML.
  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const path = (iri) => `${words.base}/id/${iri.split("/id/").slice(1).join("/id/")}`;
  const say = (text) => details.replaceChildren(make("p", text, { class: "soft", role: "status" }));

  const ask = async (address) => {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error((await response.json()).detail);
    return response.json();
  };

  const quoteOf = (quote) => {
    const line = make("p");
    const text = make("q", "", { class: "words" });
    text.append(make("mark", quote.exact));
    const address = `${path(quote.article.iri)}.html?words=${quote.start}-${quote.end}#words`;
    line.append(text, make("a", quote.article.label, { class: "source", href: address }));
    return line;
  };
  const factOf = (fact) => {
    const item = make("li");
    const statement = make("div", "", { class: "statement" });
    const relation = fact.title || words.relations[fact.predicate] || fact.predicate.split(/[#/]/).pop();
    statement.append(
      make("bdi", fact.subject.label), make("span", relation, { class: "relation" }), make("bdi", fact.object.label || fact.object.text),
    );
    const evidence = make("div", "", { class: "evidence" });
    evidence.append(...fact.quotes.slice(0, 2).map(quoteOf));
    item.append(statement, evidence);
    return item;
  };

  let latest = 0;
  const show = async (iri) => {
    const turn = ++latest;
    say(words.loading);
    try {
      const view = await ask(`${path(iri)}.json`);
      if (turn !== latest) return;
      const { link, names, facts } = view.summary;
      const actions = make("p", "", { class: "actions" });
      const expand = make("button", words.expand, { type: "button" });
      expand.addEventListener("click", () => grow(iri));
      const hide = make("button", words.hide, { type: "button" });
      hide.addEventListener("click", () => {
        without.add(iri);
        remember(() => without.delete(iri));
        shownNodes.refresh();
        tell();
      });
      actions.append(make("a", words.open, { href: `${path(iri)}.html` }), expand, hide);
      if (iri !== data.centre) {
        const way = new URLSearchParams([["entity", data.centre], ["entity", iri], ["connect", "1"]]);
        const name = nodes.get(data.centre)?.name;
        if (name) actions.append(make("a", words.connect.replace("%s", name), { href: `${words.base}/graph?${way}` }));
      }
      const head = [make("p", words.kinds[link.kind] || "", { class: `kind ${link.kind}` }), make("h2", link.label)];
      const others = names.filter((name) => name !== link.label);
      if (others.length) head.push(make("p", `${words.names}: ${others.join("、")}`, { class: "soft" }));
      const list = make("ul", "", { class: "facts" });
      list.append(...facts.slice(0, 40).map(factOf));
      details.replaceChildren(...head, actions, list);
      details.scrollTop = 0;
    } catch (error) {
      if (turn === latest) say(words.failed.replace("%s", error.message));
    }
  };

  const grow = async (iri) => {
    if (known.has(iri)) return;
    if (known.size >= words.most) { say(words.full); return; }
    try {
      const more = await ask(`${words.base}/graph.json?entity=${encodeURIComponent(iri)}`);
      known.add(iri);
      const at = nodes.get(iri) ? network.getPosition(iri) : { x: 0, y: 0 };
      const fresh = more.nodes.filter((node) => !nodes.get(node.id));
      nodes.add(fresh.map((node) => ({ ...node, x: node.x + at.x, y: node.y + at.y, size: Math.min(node.size, 20) })));
      const fresher = more.edges.map(edgeOf).filter((edge) => !edges.get(edge.id));
      edges.add(fresher);
      remember(() => {
        known.delete(iri);
        edges.remove(fresher.map((edge) => edge.id));
        nodes.remove(fresh.map((node) => node.id));
        legend();
      });
      // What was reached by a connection is from now on a graph around its ends and this one.
      const state = new URL(window.location.href);
      state.searchParams.delete("connect");
      window.history.replaceState(null, "", state);
      tell();
      label();
      legend();
      const told = more.capped ? words.capped.replace("%s", more.nodes.length).replace("%s", more.left_out)
        : fresh.length ? words.added.replace("%s", fresh.length) : words.nothing;
      document.querySelector("#details .told")?.remove();
      details.prepend(make("p", told, { class: "note told", role: "status" }));
    } catch (error) {
      say(words.failed.replace("%s", error.message));
    }
  };

  const boxes = [...document.querySelectorAll(".legend input")];
  const legend = () => {
    const kinds = new Set(nodes.map((node) => node.kind));
    for (const box of boxes) box.parentElement.hidden = !kinds.has(box.value);
  };
  for (const box of boxes) {
    box.checked = !hidden.has(box.value);
    const set = (shows) => {
      if (shows) hidden.delete(box.value); else hidden.add(box.value);
      box.checked = shows;
    };
    box.addEventListener("change", () => {
      const shows = box.checked;
      set(shows);
      remember(() => set(!shows));
      shownNodes.refresh();
      tell();
    });
  }
  const pick = document.getElementById("pick");
  pick.addEventListener("pick", (event) => { event.preventDefault(); grow(event.detail); });
  pick.addEventListener("submit", (event) => event.preventDefault());
  const labelled = document.getElementById("edge-labels");
  const label = () => edges.update(edges.map((e) => ({ id: e.id, label: labelled.checked ? e.relation : "" })));
  labelled.addEventListener("change", label);
  document.getElementById("fit").addEventListener("click", fit);
  document.getElementById("find").addEventListener("change", (event) => {
    const wanted = event.target.value.trim();
    const found = wanted && nodes.get({ filter: (node) => node.name.includes(wanted) })[0];
    if (!found) return;
    network.selectNodes([found.id]);
    network.focus(found.id, { scale: 1 });
    show(found.id);
  });
  network.on("click", (event) => { if (event.nodes.length) show(event.nodes[0]); });
  network.on("doubleClick", (event) => { if (event.nodes.length) grow(event.nodes[0]); });
  network.on("selectEdge", (event) => {
    if (event.nodes.length) return;
    const edge = edges.get(event.edges[0]);
    if (edge) edges.update({ id: edge.id, label: edge.relation });
  });
})();
