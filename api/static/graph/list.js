// The same as a list: every tie that is shown, its ends as buttons that open their details.
import { button, fill, make, spoken } from "../page.js";

export const list = (folded, drawing, words, show) => {
  const [body, count] = [folded.querySelector("tbody"), folded.querySelector("#count")];
  const name = (id) => drawing.nodes.get(id)?.name || id;
  const thing = (id) => {
    const open = async () => { await show(id); document.getElementById("details").focus(); };
    return make("td", "", {}, button(name(id), open, { class: "plain" }));
  };
  const row = (edge) => {
    const days = [...new Set([edge.first, edge.last].filter(Boolean))].map((day) => spoken(day, words.language));
    return make("tr", "", {}, thing(edge.from), make("td", edge.relation), thing(edge.to), make("td", days.join(" – ")));
  };
  const put = () => {
    count.textContent = fill(words.said.shown, drawing.visible.nodes.size, drawing.visible.edges.size);
    if (!folded.open) return;
    const ties = drawing.shownEdges.get().sort((one, other) => name(one.from).localeCompare(name(other.from), "zh"));
    body.replaceChildren(...ties.map(row));
  };
  folded.addEventListener("toggle", put);
  drawing.addEventListener("shown", put);
};
