// What the pages' modules share: making elements, reading what the page brings along, asking the server.

/** An element with text and attributes. What comes from the graph goes in as text, never as HTML. */
export const make = (name, text = "", attributes = {}, ...children) => {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

/** A button that does something. */
export const button = (text, action, attributes = {}) => {
  const element = make("button", text, { type: "button", ...attributes });
  element.addEventListener("click", action);
  return element;
};

/** The JSON that the page holds under an id. */
export const read = (id) => JSON.parse(document.getElementById(id).textContent);

/** A pattern of the catalogue with its gaps (%s) filled in order; of [tie|ties] the first word follows a 1. */
export const fill = (pattern, ...values) => {
  let last = "";
  return pattern.replace(/%s|\[([^|\]]*)\|([^\]]*)\]/g, (found, one, many) => {
    if (found !== "%s") return last === "1" ? one : many;
    last = String(values.shift());
    return last;
  });
};

/** JSON from the server. Throws an Error with the server's own words, or the browser's where there is no server. */
export const ask = async (address) => {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error((await response.json()).detail);
  return response.json();
};

/** The address of a thing's page, without its suffix. */
export const path = (base, iri) => `${base}/id/${iri.split("/id/").slice(1).join("/id/")}`;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A date of the graph as people write it, as on the pages that the server makes. */
export const spoken = (date, language) => {
  const found = /^(\d{4})?(?:-{1,2}(\d\d))?(?:-(\d\d))?$/.exec(date || "");
  if (!date || !found) return date || "";
  const [year, month, day] = [found[1], Number(found[2] || 0), Number(found[3] || 0)];
  if (language === "zh") return [[year, "年"], [month, "月"], [day, "日"]].filter(([n]) => n).map((p) => p.join("")).join("");
  return [day || "", MONTHS[month - 1] || "", year || ""].filter(Boolean).join(" ");
};
