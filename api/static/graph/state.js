// What the graph shows of what it holds. The address says it all: whoever opens it again, or is sent it, sees the same.
const SETS = { kinds: "hide", relations: "skip", things: "without", pinned: "pin" };
const TEXTS = { since: "from", until: "to", focus: "focus", labels: "labels" };

export class State extends EventTarget {
  constructor() {
    super();
    const given = new URL(window.location.href).searchParams;
    this.entities = given.getAll("entity").filter(Boolean); // a thing named twice has twice as much around it
    for (const [field, name] of Object.entries(SETS)) this[field] = new Set(given.getAll(name));
    for (const [field, name] of Object.entries(TEXTS)) this[field] = given.get(name) || "";
    this.before = [];
  }

  /** Changes something that can be undone; ``back`` takes back what was done beside the state. */
  change(what, back = () => {}) {
    this.before.push({ held: this.#held(), back });
    what(this);
    this.tell();
  }

  /** Takes the last change back. */
  undo() {
    const last = this.before.pop();
    if (!last) return;
    Object.assign(this, last.held);
    last.back();
    this.tell();
  }

  /** Notes something that is no change of the graph: what is looked at. */
  note(field, value) {
    this[field] = value;
    this.#write();
  }

  tell() {
    this.#write();
    this.dispatchEvent(new Event("change"));
  }

  #held() {
    const held = { entities: [...this.entities] };
    for (const field of Object.keys(SETS)) held[field] = new Set(this[field]);
    for (const field of ["since", "until", "labels"]) held[field] = this[field];
    return held;
  }

  #write() {
    const address = new URL(window.location.href);
    const put = (name, values) => {
      address.searchParams.delete(name);
      for (const value of values) address.searchParams.append(name, value);
    };
    put("entity", this.entities);
    for (const [field, name] of Object.entries(SETS)) put(name, this[field]);
    for (const [field, name] of Object.entries(TEXTS)) put(name, this[field] ? [this[field]] : []);
    window.history.replaceState(null, "", address);
    this.dispatchEvent(new Event("address"));
  }
}
