// The panel beside the graph: a thing with its facts, or a tie with its words.
import { ask, button, fill, make, path, spoken } from "../page.js";

const FACTS = 40;
const QUOTES = 2;

export class Details {
  /** ``actions`` are grow(iri), hide(iri), pin(iri); ``drawing`` knows names. */
  constructor(panel, words, drawing, state, actions) {
    Object.assign(this, { panel, words, drawing, state, actions, latest: 0 });
  }

  /** A thing: names, what can be done with it, what is stated of it. */
  async show(iri) {
    this.state.note("focus", iri);
    await this.#load(() => ask(`${path(this.words.base, iri)}.json`), (view) => this.#thing(iri, view), () => this.show(iri));
  }

  /** A tie: what it says, since when, and the words. */
  async showTie(edge) {
    const asked = new URLSearchParams({ source: edge.from, predicate: edge.predicate, target: edge.to });
    await this.#load(
      () => ask(`${this.words.base}/graph/tie.json?${asked}`), (found) => this.#tie(edge, found.facts), () => this.showTie(edge),
    );
  }

  /** A line above what is shown. */
  tell(text) {
    this.panel.querySelector(".told")?.remove();
    this.panel.prepend(make("p", text, { class: "note told" }));
    document.getElementById("said").textContent = text;
  }

  /** That something could not be had, with a button that tries again. */
  fail(error, again) {
    const text = fill(this.words.said.failed, error.message);
    this.panel.replaceChildren(make("p", text, { class: "note" }), button(this.words.said.retry, again, { class: "quiet" }));
    document.getElementById("said").textContent = text;
  }

  async #load(get, put, again) {
    const turn = ++this.latest;
    this.panel.replaceChildren(make("p", this.words.said.loading, { class: "soft" }));
    try {
      const found = await get();
      if (turn === this.latest) put(found);
    } catch (error) {
      if (turn === this.latest) this.fail(error, again);
    }
    this.panel.scrollTop = 0;
  }

  #thing(iri, view) {
    const { said, kinds, names: called } = this.words;
    const { link, names, facts } = view.summary;
    const head = [make("p", kinds[link.kind] || "", { class: `kind ${link.kind}` }), make("h2", link.label)];
    const others = names.filter((name) => name !== link.label);
    if (others.length) head.push(make("p", `${called}: ${others.join("、")}`, { class: "soft" }));
    const actions = make("p", "", { class: "actions" });
    actions.append(
      make("a", said.open, { href: `${path(this.words.base, iri)}.html` }),
      button(fill(said.expand, this.words.step), () => this.actions.grow(iri), { class: "quiet" }),
      button(this.state.pinned.has(iri) ? said.unpin : said.pin, () => this.actions.pin(iri), { class: "quiet" }),
      button(said["hide-node"], () => this.actions.hide(iri), { class: "quiet" }),
    );
    const centre = this.state.entities[0];
    const name = this.drawing.nodes.get(centre)?.name;
    if (name && iri !== centre) {
      const way = new URLSearchParams([["entity", centre], ["entity", iri], ["connect", "1"]]);
      actions.append(make("a", fill(said.connect, name), { href: `${this.words.base}/graph?${way}` }));
    }
    const rest = this.drawing.rest.get(iri);
    if (rest) head.push(make("p", fill(said.rest, rest.toLocaleString()), { class: "soft" }));
    const list = make("ul", "", { class: "facts" });
    list.append(...facts.slice(0, FACTS).map((fact) => this.#fact(fact)));
    this.panel.replaceChildren(...head, actions, list);
  }

  #tie(edge, facts) {
    const name = (id) => this.drawing.nodes.get(id)?.name || id;
    const days = [...new Set([edge.first, edge.last].filter(Boolean))].map((day) => spoken(day, this.words.language));
    const told = [days.join(" – "), fill(this.words.said.articles, edge.articles)].filter(Boolean).join(" · ");
    const head = make("h2");
    head.append(make("bdi", name(edge.from)), make("span", edge.relation, { class: "relation" }), make("bdi", name(edge.to)));
    const list = make("ul", "", { class: "facts" });
    list.append(...facts.map((fact) => this.#fact(fact, fact.quotes.length)));
    this.panel.replaceChildren(head, make("p", told, { class: "soft" }), list);
  }

  #fact(fact, most = QUOTES) {
    const relation = fact.title || this.words.relations[fact.predicate] || fact.predicate.split(/[#/]/).pop();
    const other = fact.object.label || spoken(fact.object.text, this.words.language);
    const statement = make("div", "", { class: "statement" });
    statement.append(make("bdi", fact.subject.label), make("span", relation, { class: "relation" }), make("bdi", other));
    const evidence = make("div", "", { class: "evidence" });
    evidence.append(...fact.quotes.slice(0, most).map((quote) => this.#quote(quote)));
    return make("li", "", {}, statement, evidence);
  }

  #quote(quote) {
    const address = `${path(this.words.base, quote.article.iri)}.html?words=${quote.start}-${quote.end}#words`;
    const text = make("q", "", { class: "words" }, make("mark", quote.exact));
    return make("p", "", {}, text, make("a", quote.article.label, { class: "source", href: address }));
  }
}
