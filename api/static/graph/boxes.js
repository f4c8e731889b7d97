// The boxes of kinds and of relations: unchecked is hidden; what the graph has none of has no box.
export const boxes = (fieldset, state, field, drawing, present) => {
  const all = [...fieldset.querySelectorAll("input")];
  const agree = () => {
    const there = present();
    for (const box of all) {
      box.parentElement.hidden = !there.has(box.value);
      box.checked = !state[field].has(box.value);
    }
  };
  for (const box of all) {
    box.addEventListener("change", () => {
      state.change(() => (box.checked ? state[field].delete(box.value) : state[field].add(box.value)));
    });
  }
  drawing.addEventListener("shown", agree);
  agree();
};
