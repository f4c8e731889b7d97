// Find in graph: Enter goes from one match to the next.
import { fill } from "../page.js";

export const find = (input, output, drawing, words, show) => {
  let last = "";
  let at = -1;
  const go = () => {
    const wanted = input.value.trim().toLowerCase();
    if (!wanted) { output.textContent = ""; return; }
    const matches = drawing.shownNodes.get().filter((node) => node.name.toLowerCase().includes(wanted));
    at = wanted === last ? (at + 1) % Math.max(1, matches.length) : 0;
    last = wanted;
    output.textContent = matches.length ? fill(words.said.found, at + 1, matches.length) : words.said["none-found"];
    if (!matches.length) return;
    drawing.network.focus(matches[at].id, { scale: Math.max(1, drawing.network.getScale()) });
    drawing.network.selectNodes([matches[at].id]);
    show(matches[at].id);
  };
  input.addEventListener("change", () => { if (input.value.trim().toLowerCase() !== last) go(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); go(); }
  });
};
