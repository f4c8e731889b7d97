// YASGUI's own words are English. Where the page is not, they are put into its language as they appear.
import { fill } from "../page.js";

export const ATTRIBUTES = ["title", "aria-label", "placeholder"];
const DATA = "td, .CodeMirror-code, .dt-column-title"; // what was asked and what was found stay as they are

/** What puts all of YASGUI's words below an element into another language; ``words`` are patterns by pattern (%s). */
export const translator = (words) => {
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%s/g, "(.+?)");
  const known = Object.entries(words).map(([theirs, ours]) => [new RegExp(`^${escaped(theirs)}$`), ours]);
  const inOurs = (text) => {
    for (const [pattern, ours] of known) {
      const found = pattern.exec(text.trim());
      if (found) return fill(ours, ...found.slice(1));
    }
    return undefined;
  };
  return (root) => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const ours = node.parentElement.closest(DATA) ? undefined : inOurs(node.textContent);
      if (ours !== undefined && ours !== node.textContent) node.textContent = ours;
    }
    for (const name of ATTRIBUTES) {
      for (const element of root.querySelectorAll(`[${name}]`)) {
        const ours = element.closest("td") ? undefined : inOurs(element.getAttribute(name));
        if (ours !== undefined && ours !== element.getAttribute(name)) element.setAttribute(name, ours);
      }
    }
  };
};
