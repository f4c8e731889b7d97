// Completion from our own vocabulary and prefixes: YASQE's completers with our lists, so that nothing is asked afar.
export const NAMES = ["our-prefixes", "our-classes", "our-properties", "variables"];

export const completers = (Yasqe, { prefixes, classes, properties }) => {
  const own = (from, name, list) => Yasqe.forkAutocompleter(from, { name, get: () => list, bulk: true, persistenceId: null }, false);
  own("prefixes", NAMES[0], Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`));
  own("class", NAMES[1], classes);
  own("property", NAMES[2], properties);
};
