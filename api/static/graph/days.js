// The date slider: two handles over the days that the graph knows, so that an arrow key goes to the next one.
import { spoken } from "../page.js";

const begin = (date) => `${date}-00-00`.slice(0, 10);
const end = (date) => `${date}-99-99`.slice(0, 10);

export const days = (fieldset, state, drawing, words) => {
  const [since, until] = [fieldset.querySelector("#since"), fieldset.querySelector("#until")];
  const told = fieldset.querySelector("output");
  let known = [];

  const say = () => {
    const [first, last] = [known[since.value], known[until.value]];
    const all = Number(since.value) === 0 && Number(until.value) === known.length - 1;
    const text = [...new Set([first, last])].map((day) => spoken(day, words.language)).join(" – ");
    told.textContent = all ? `${text} (${words.said["all-dates"]})` : text;
    for (const handle of [since, until]) handle.setAttribute("aria-valuetext", spoken(known[handle.value], words.language));
  };
  const agree = () => {
    const found = [...drawing.nodes.get(), ...drawing.edges.get()].flatMap((one) => [one.first, one.last]).filter(Boolean);
    known = [...new Set(found)].sort();
    fieldset.hidden = known.length < 2;
    if (fieldset.hidden) return;
    const most = known.length - 1;
    since.max = until.max = String(most);
    const from = state.since ? known.findIndex((day) => end(day) >= begin(state.since)) : 0;
    const to = state.until ? known.findLastIndex((day) => begin(day) <= end(state.until)) : most;
    since.value = String(from < 0 ? most : from);
    until.value = String(to < 0 ? 0 : to);
    say();
  };
  for (const handle of [since, until]) {
    handle.addEventListener("input", () => {
      // The handles do not pass each other.
      if (Number(since.value) > Number(until.value)) handle.value = (handle === since ? until : since).value;
      say();
    });
    handle.addEventListener("change", () => state.change(() => {
      state.since = Number(since.value) === 0 ? "" : known[since.value];
      state.until = Number(until.value) === known.length - 1 ? "" : known[until.value];
    }));
  }
  drawing.addEventListener("shown", agree);
  agree();
};
