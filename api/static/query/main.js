// The query page with YASGUI's editor and results in place of the plain form, which stays for whoever has no scripts.
import { button, fill, make, read } from "../page.js";
import { ATTRIBUTES, translator } from "./labels.js";
import { NAMES, completers } from "./terms.js";

const known = read("editor");
const { said } = known;
const { Yasqe, Yasr } = window.Yasgui;
const asking = document.querySelector(".asking");
const form = asking.querySelector("form");
const address = (query, format) => `${known.endpoint}?${new URLSearchParams(format ? { query, format } : { query })}`;
const whole = (query) => new URL(address(query), window.location.href).href;
const GRAPHS = ["turtle", "jsonld", "ntriples"];
const TABLES = ["csv", "json", "tsv", "xml"];

completers(Yasqe, known);
const box = make("div", "", { class: "yasqe-box" });
const status = make("p", "", { class: "problem", role: "alert" });
status.hidden = true;
form.replaceWith(box);
const yasqe = new Yasqe(box, {
  value: form.elements.query.value,
  persistenceId: null,
  prefixCcApi: null,
  consumeShareLink: null,
  createShareableLink: (editor) => whole(editor.getValue()),
  autocompleters: NAMES,
  screenReaderLabel: `${said.editor}. ${said.keys}`,
  resizeable: true,
  editorHeight: "20rem",
  requestConfig: {
    endpoint: new URL(known.endpoint, window.location.href).href,
    method: "POST",
    acceptHeaderSelect: "application/sparql-results+json",
    acceptHeaderGraph: "text/turtle",
    headers: {},
  },
});

// What stands under the editor: what to press, downloads of the last query, its link.
const bar = make("p", "", { class: "actions" });
const run = button(said.run, () => yasqe.query().catch(() => undefined), { class: "button" });
const downloads = make("span", "", { class: "soft", id: "downloads" });
const copied = make("span", "", { class: "soft", role: "status" });
const share = button(said.share, async () => {
  window.history.replaceState(null, "", address(yasqe.getValue()));
  if (navigator.clipboard) await navigator.clipboard.writeText(window.location.href);
  copied.textContent = said.copied;
}, { class: "quiet" });
bar.append(run, share, copied, downloads, make("span", said.keys, { class: "soft" }));
const results = make("div", "", { id: "yasr", "aria-live": "polite" });
box.after(status, bar);
asking.parentElement.after(results);
const yasr = new Yasr(results, { persistenceId: null, prefixes: known.prefixes, pluginOrder: ["table", "boolean", "response"], defaultPlugin: "table" });

const inOurLanguage = translator(known.labels);

// Things of this graph have their pages here, not at the address that names them.
const home = () => {
  for (const link of results.querySelectorAll(".yasr_external_ref_btn")) link.remove(); // leads to another host
  for (const sizer of results.querySelectorAll(".tableSizer:not([aria-label])")) sizer.setAttribute("aria-label", said.rows);
  for (const link of results.querySelectorAll(`a.iri[href^="${known.namespace}"]`)) {
    const name = link.getAttribute("href").slice(known.namespace.length);
    link.setAttribute("href", `${known.base}/${name}`); // id/… and ontology#…
    link.setAttribute("target", "_self");
  }
  inOurLanguage(results);
  inOurLanguage(box);
};
home();
const changes = { childList: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES };
for (const part of [results, box]) new MutationObserver(home).observe(part, changes);

yasr.config.plugins.table.dynamicConfig = { compact: true, isEllipsed: true, pageSize: 50 }; // names without quotation marks

let marked;
/** Marks where the query went wrong, as the server tells it. */
const point = ({ line, column }) => {
  const at = { line: line - 1, ch: Math.max(0, column - 1) };
  marked = yasqe.markText(at, { line: at.line, ch: at.ch + 1 }, { className: "wrong-here" });
  yasqe.setCursor(at);
  yasqe.focus();
};
const fail = (problem) => {
  const reason = problem.detail || said.lost;
  status.textContent = problem.line ? fill(said.position, problem.line, problem.column, reason) : fill(said.failed, reason);
  status.hidden = false;
  if (problem.line) point(problem);
};
const offer = (query) => {
  const forms = ["CONSTRUCT", "DESCRIBE"].includes(yasqe.getQueryType()) ? GRAPHS : TABLES;
  const links = forms.map((name) => make("a", name, { href: address(query, name), download: `wentu.${name === "turtle" ? "ttl" : name}` }));
  downloads.replaceChildren(`${said.download}: `, ...links.flatMap((link, at) => (at ? [" · ", link] : [link])));
};

yasqe.on("query", () => {
  document.getElementById("result")?.remove(); // the server's own table of the query that the page came with
  marked?.clear();
  status.hidden = true;
  window.history.replaceState(null, "", address(yasqe.getValue()));
});
yasqe.on("queryResponse", (editor, response, duration) => {
  results.hidden = response instanceof Error;
  if (response instanceof Error) { fail(problemOf(response)); return; }
  offer(editor.getValue());
  yasr.setResponse(response, duration);
});
/** What the server says is wrong; YASQE hands its words on as an error's message. Nothing where it did not answer. */
const problemOf = (error) => {
  try { return JSON.parse(error.message); } catch { return {}; }
};
// Tab moves on from the editor after Esc: nobody is caught in it.
yasqe.setOption("extraKeys", { ...yasqe.getOption("extraKeys"), Esc: (editor) => { editor.getInputField().blur(); run.focus(); } });
document.body.dataset.editor = "ready";
window.wentu = { yasqe, yasr };
