// Ties the facts of an article to their words: hover or focus on one lights the other.
const marks = [...document.querySelectorAll("mark[data-facts]")];
const facts = [...document.querySelectorAll("[data-fact]")];
const factsOf = (mark) => mark.dataset.facts.split(" ").filter(Boolean);
const light = (numbers) => {
  for (const mark of marks) mark.classList.toggle("lit", factsOf(mark).some((n) => numbers.includes(n)));
  for (const fact of facts) fact.classList.toggle("lit", numbers.includes(fact.dataset.fact));
};
for (const fact of facts) {
  for (const event of ["mouseenter", "focusin"]) fact.addEventListener(event, () => light([fact.dataset.fact]));
  for (const event of ["mouseleave", "focusout"]) fact.addEventListener(event, () => light([]));
}
for (const mark of marks) {
  mark.addEventListener("mouseenter", () => light(factsOf(mark)));
  mark.addEventListener("mouseleave", () => light([]));
  mark.addEventListener("click", () => {
    const fact = facts.find((f) => factsOf(mark).includes(f.dataset.fact));
    if (fact) fact.scrollIntoView({ block: "nearest" });
  });
}
